package dev.tenantry.crm.assignment;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.RecordPermissions;

/** Who takes turns at a rule, and how they stand. */
@Component
class Pool {

    private static final String TEAM = """
            select tm.user_id from team_members tm
            join teams t on t.organization_id = app.org_id() and t.id = tm.team_id and t.is_active and t.deleted_at is null
            where tm.organization_id = app.org_id() and tm.team_id = ? and tm.is_active order by tm.joined_at, tm.id limit ?""";
    private static final String MEMBERS = """
            select m.user_id, coalesce(t.began, -1) as began, coalesce(t.ended, 0) as ended, coalesce(t.given, 0) as given,
                   cast(? as text) = any (app.member_rights(app.org_id(), m.user_id)) as is_permitted
            from organization_members m
            left join assignment_turns t on t.organization_id = app.org_id() and t.rule_id = ? and t.user_id = m.user_id
            where m.organization_id = app.org_id() and m.user_id = any (?::uuid[])""";
    private static final String TAKE = """
            insert into assignment_turns (organization_id, rule_id, user_id, began, ended) values (app.org_id(), ?, ?, ?, ?)
            on conflict (organization_id, rule_id, user_id)
            do update set began = excluded.began, ended = excluded.ended, given = assignment_turns.given + 1""";
    private static final String BRING = """
            insert into assignment_turns (organization_id, rule_id, user_id, began, ended, given) values (app.org_id(), ?, ?, -1, ?, 0)
            on conflict (organization_id, rule_id, user_id) do update set ended = excluded.ended""";

    private final JdbcClient jdbc;
    private final AssignableRecords records;
    private final Absences absences;
    private final RecordPermissions permissions;
    private final Clock clock;

    Pool(JdbcClient jdbc, AssignableRecords records, Absences absences, RecordPermissions permissions, Clock clock) {
        this.jdbc = jdbc;
        this.records = records;
        this.absences = absences;
        this.permissions = permissions;
        this.clock = clock;
    }

    /** The members of the rule, in their order, as they stand now. */
    Line of(AssignmentRule rule) {
        var pool = members(rule);
        var ids = pool.stream().map(RuleMember::memberId).toList();
        if (ids.isEmpty()) {
            return Line.of(List.of());
        }
        var known = known(rule, ids);
        var open = records.open(rule.getType(), ids);
        var now = clock.instant();
        var absent = absences.between(ids, now, now.plusMillis(1))
                .stream()
                .map(Absences.Absence::memberId)
                .collect(Collectors.toSet());
        return Line.of(pool.stream()
                .map(member -> candidate(rule, member.weighted(), known.get(member.memberId()),
                        open.getOrDefault(member.memberId(), 0L), absent))
                .toList());
    }

    /** Those whom the rule names, then the others of its team. */
    private List<RuleMember> members(AssignmentRule rule) {
        var named = rule.getMembers().stream().map(RuleMember::memberId).collect(Collectors.toSet());
        var team = rule.getTeamId() == null
                ? Stream.<UUID>empty()
                : jdbc.sql(TEAM)
                        .params(rule.getTeamId(), AssignmentRuleRequest.MOST)
                        .query((row, _) -> row.getObject(1, UUID.class))
                        .list()
                        .stream();
        return Stream.concat(rule.getMembers().stream(),
                team.filter(member -> !named.contains(member)).map(member -> new RuleMember(member, 1))).toList();
    }

    private record Known(UUID id, long began, long ended, long given, boolean isPermitted) {}

    private Map<UUID, Known> known(AssignmentRule rule, List<UUID> ids) {
        return jdbc.sql(MEMBERS)
                .params(permissions.of(rule.getType(), "update"), rule.getId(), ids.toArray(UUID[]::new))
                .query((row, _) -> new Known(row.getObject("user_id", UUID.class), row.getLong("began"),
                        row.getLong("ended"),
                        row.getLong("given"), row.getBoolean("is_permitted")))
                .list()
                .stream()
                .collect(Collectors.toMap(Known::id, Function.identity(), (one, _) -> one, HashMap::new));
    }

    private static Candidate candidate(AssignmentRule rule, RuleMember member, @Nullable Known known,
            long open, Set<UUID> absent) {
        var weight = Objects.requireNonNullElse(member.weight(), 1);
        if (known == null) {
            return new Candidate(member.memberId(), weight, Candidate.NEVER, 0, 0, open, CandidateState.LEFT);
        }
        var state = !known.isPermitted
                ? CandidateState.NOT_PERMITTED
                : absent.contains(known.id)
                        ? CandidateState.ABSENT
                        : rule.getOpenLimit() != null && open >= rule.getOpenLimit()
                                ? CandidateState.FULL
                                : CandidateState.AVAILABLE;
        return new Candidate(known.id, weight, known.began, known.ended, known.given, open, state);
    }

    /** The member has been given something. Behind the lock of whoever gives. */
    void take(AssignmentRule rule, Line line, Candidate member) {
        line.brought().forEach(one -> jdbc.sql(BRING).params(rule.getId(), one.memberId(), one.ended()).update());
        jdbc.sql(TAKE)
                .params(rule.getId(), member.memberId(), member.ended(), member.ended() + member.length())
                .update();
    }
}
