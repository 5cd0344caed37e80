-- A reason (`basis`) was a line of prose; it is an object now, and names its rule.
-- What was read before keeps its lines as the words of the rule `earlier-version` until it is read again.
UPDATE times SET basis = (
    SELECT json_group_array(json_object('rule', 'earlier-version', 'words', value)) FROM json_each(basis)
);
UPDATE actors SET basis = (
    SELECT json_group_array(json_object('rule', 'earlier-version', 'words', value)) FROM json_each(basis)
);
UPDATE places SET basis = (
    SELECT json_group_array(json_object('rule', 'earlier-version', 'words', value)) FROM json_each(basis)
);
UPDATE attributions SET basis = (
    SELECT json_group_array(json_object('rule', 'earlier-version', 'words', value)) FROM json_each(basis)
);
UPDATE events SET basis = (
    SELECT json_group_array(json_object('rule', 'earlier-version', 'words', value)) FROM json_each(basis)
);
