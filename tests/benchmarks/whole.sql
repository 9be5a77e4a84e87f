-- Each round as one line of the JSON of `timeline rounds --format jsonl`, put together by SQLite alone: without what follows
-- from rules (standing, change, disputed, next), and with parts in the order of their handles.
SELECT json_object(
    'id', r.id, 'process', r.process, 'process_name', process.name, 'track', r.track, 'number', r.number, 'name', r.name,
    'status', COALESCE(r.status, 'unknown'), 'kind', r.kind, 'formats', json(r.formats),
    'date', {date:r}, 'places', json(r.places), 'parent', r.parent, 'declined_by', json(r.declined_by), 'summary', r.summary,
    'delegations', (
        SELECT json_group_array(json_object(
            'party', d.party, 'name', d.name, 'level', d.level, 'size', d.size,
            'delegates', (
                SELECT json_group_array(json_object(
                    'person', e.person, 'name', e.name,
                    'role', CASE WHEN e.person = d.head THEN 'head' ELSE COALESCE(e.role, 'unspecified') END,
                    'office', e.office, 'attended', e.attended, 'sources', {sources:e}))
                FROM (
                    SELECT e.*, person.name FROM delegate e JOIN person ON person.id = e.person
                    WHERE e.root = r.id AND e.delegation = d.id ORDER BY e.id) e),
            'sources', {sources:d}))
        FROM (SELECT d.*, party.name FROM delegation d JOIN party ON party.id = d.party WHERE d.root = r.id ORDER BY d.id) d),
    'third_parties', (
        SELECT json_group_array(json_object('party', t.party, 'name', t.name, 'roles', json(t.roles), 'sources', {sources:t}))
        FROM (SELECT t.*, party.name FROM third_party t JOIN party ON party.id = t.party WHERE t.root = r.id ORDER BY t.id) t),
    'positions', (
        SELECT json_group_array(json_object(
            'id', p.id, 'party', p.party, 'issue', p.issue, 'stance', p.stance, 'priority', p.priority, 'speaker', p.speaker,
            'speaker_name', p.speaker_name, 'timing', p.timing, 'date', {date:p}, 'text', p.text,
            'change_reason', p.change_reason, 'sources', {sources:p}))
        FROM (
            SELECT p.*, COALESCE(person.short, person.name) AS speaker_name
            FROM position p LEFT JOIN person ON person.id = p.speaker WHERE p.root = r.id ORDER BY p.id) p),
    'outcomes', (
        SELECT json_group_array(json_object(
            'id', o.id, 'issue', o.issue, 'status', COALESCE(o.status, 'unknown'),
            'scope', iif(COALESCE(o.scope_area, o.scope_duration, o.scope_conditions) IS NULL, NULL, json_object(
                'area', o.scope_area, 'duration', o.scope_duration, 'conditions', o.scope_conditions)),
            'text', o.text, 'deadline', o.deadline, 'confirmed_by', json(o.confirmed_by), 'disputed_by', json(o.disputed_by),
            'demands', (
                SELECT json_group_array(json_object('position', a.position, 'party', a.party, 'result', a.result))
                FROM (
                    SELECT a.*, q.party FROM answer a JOIN position q ON q.id = a.position
                    WHERE a.record = o.id ORDER BY a.number) a),
            'follow_ups', (
                SELECT json_group_array(json_object(
                    'id', f.id, 'date', {date:f}, 'status', COALESCE(f.status, 'unknown'), 'text', f.text, 'place', f.place,
                    'confirmed_by', json(f.confirmed_by), 'disputed_by', json(f.disputed_by), 'sources', {sources:f},
                    'sequence', f.sequence))
                FROM (SELECT * FROM follow_up f WHERE f.root = r.id AND f.outcome = o.id ORDER BY f.id) f),
            'sources', {sources:o}))
        FROM (SELECT * FROM outcome o WHERE o.root = r.id ORDER BY o.id) o),
    'statements', (
        SELECT json_group_array(json_object(
            'id', s.id, 'speaker', s.speaker, 'name', s.name, 'party', s.for_party, 'date', {date:s}, 'text', s.text,
            'sources', {sources:s}))
        FROM (
            SELECT s.*, person.name, COALESCE(s.party, person.party) AS for_party
            FROM statement s LEFT JOIN person ON person.id = s.speaker WHERE s.root = r.id ORDER BY s.id) s),
    'agreements', (
        SELECT json_group_array(json_object(
            'id', a.id, 'name', a.name, 'form', a.form, 'stage', a.stage, 'date', {date:a}, 'text', a.text, 'sources', {sources:a}))
        FROM (SELECT * FROM agreement a WHERE a.root = r.id ORDER BY a.id) a),
    'sources', {sources:r})
FROM round r JOIN process ON process.id = r.process
ORDER BY r.earliest NULLS LAST, r.latest, r.sequence, r.id;
