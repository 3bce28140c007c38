package dev.tenantry.crm;

import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.tenantry.crm.lead.LeadIntake;
import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Whom rules give records to: in turn, within limits, and to nobody who is not there. */
class AssignmentTests extends ApiTest {

    private static final String RULES = "/api/v1/assignment-rules";
    private static final String ABSENCES = "/api/v1/member-absences";
    private static final String LEADS = "/api/v1/leads";

    @Autowired
    private LeadIntake leads;
    @Autowired
    private PlatformTransactionManager transactions;
    private Person owner;
    private Intake intake;

    @BeforeEach
    void somebody() {
        owner = people.signUp();
        intake = new Intake(leads, new TransactionTemplate(transactions));
    }

    private List<Person> members(int count) {
        return IntStream.range(0, count).mapToObj(_ -> people.signUpInto(owner, "member")).toList();
    }

    private String rule(String more, Person... pool) {
        return rule(more, List.of(pool));
    }

    private String rule(String more, List<Person> pool) {
        var members = pool.stream()
                .map(person -> "{\"memberId\": \"%s\"}".formatted(person.userId()))
                .collect(Collectors.joining(", "));
        return owner.api()
                .post(RULES,
                        "{\"name\": \"In turn\", \"type\": \"lead\", \"members\": [%s]%s}".formatted(members, more))
                .expect(201)
                .id();
    }

    private String ownerOf(Long lead) {
        return owner.api().get(LEADS + "/" + lead).expect(200).at("/ownerId");
    }

    private Map<String, Long> given(List<Long> leads) {
        var counts = new HashMap<String, Long>();
        leads.forEach(lead -> counts.merge(ownerOf(lead), 1L, Long::sum));
        return counts;
    }

    @Test
    void sixtyFourAtOnceAreGivenInTurn() {
        var pool = members(5);
        rule("", pool);
        var number = new AtomicInteger();

        var captured = Parallel.times(64, () -> intake.capture(owner, "Lead " + number.incrementAndGet(), null));

        assertThat(given(captured)).hasSize(5).allSatisfy((who, count) -> {
            assertThat(pool).anyMatch(member -> member.userId().toString().equals(who));
            assertThat(count).isBetween(12L, 13L);
        });
    }

    @Test
    void nobodyGetsMoreThanTheLimitHoweverManyComeAtOnceByTwoRules() {
        var pool = members(3);
        rule(", \"openLimit\": 4, \"position\": 1, \"filter\": \"source[eq]:Fair\"", pool);
        rule(", \"openLimit\": 4, \"position\": 2", pool);
        var number = new AtomicInteger();

        var captured = Parallel.times(32, () -> {
            var one = number.incrementAndGet();
            return intake.capture(owner, "Lead " + one, one % 2 == 0 ? "fair" : "Web");
        });

        var counts = given(captured);
        assertThat(counts.remove("")).isEqualTo(20);
        assertThat(counts).hasSize(3).allSatisfy((_, count) -> assertThat(count).isEqualTo(4));
        assertThat(owner.api().get(RULES).expect(200).json().path("results")).hasSize(2);
    }

    @Test
    void weightsAreKept() {
        var pool = members(2);
        owner.api()
                .post(RULES, """
                {"name": "Seniors", "type": "lead", "members": [{"memberId": "%s", "weight": 3}, {"memberId": "%s"}]}"""
                        .formatted(pool.get(0).userId(), pool.get(1).userId()))
                .expect(201);

        var captured = IntStream.range(0, 40).mapToObj(one -> intake.capture(owner, "Lead " + one, null)).toList();

        assertThat(given(captured)).containsExactlyInAnyOrderEntriesOf(
                Map.of(pool.get(0).userId().toString(), 30L, pool.get(1).userId().toString(), 10L));
    }

    @Test
    void whoIsAbsentIsPassedOverAndDoesNotCatchUp() {
        var pool = members(3);
        var away = pool.getFirst();
        var rule = rule("", pool);
        var absence = away.api()
                .post(ABSENCES,
                        """
                {"startsAt": "%s", "endsAt": "%s"}""".formatted(
                                Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(60),
                                Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3600)))
                .expect(201)
                .id();
        var before = capture(10);
        assertThat(owner.api().get(RULES + "/" + rule + "/standings").expect(200).at("/results/0/state"))
                .isEqualTo("absent");

        away.api().delete(ABSENCES + "/" + absence).expect(204);
        var after = capture(9);

        assertThat(given(before)).hasSize(2).allSatisfy((_, count) -> assertThat(count).isEqualTo(5));
        assertThat(given(after)).hasSize(3).allSatisfy((_, count) -> assertThat(count).isEqualTo(3));
    }

    private List<Long> capture(int count) {
        var captured = new ArrayList<Long>();
        for (var one = 0; one < count; one++) {
            captured.add(intake.capture(owner, "Lead " + one, null));
        }
        return captured;
    }

    @Test
    void whoMayNotChangeLeadsOrHasLeftIsGivenNone() {
        var seller = people.signUpInto(owner, "member");
        var viewer = people.signUpInto(owner, "viewer");
        var gone = people.signUpInto(owner, "member");
        var rule = rule("", viewer, gone, seller);
        owner.api().delete("/api/v1/organization/members/" + gone.userId()).expect(200);

        assertThat(given(capture(4))).containsExactly(Map.entry(seller.userId().toString(), 4L));

        var standings = owner.api().get(RULES + "/" + rule + "/standings").expect(200);
        assertThat(standings.at("/results/0/state")).isEqualTo("not_permitted");
        assertThat(standings.at("/results/1/state")).isEqualTo("left");
        assertThat(standings.at("/results/2/given")).isEqualTo("4");
        assertThat(standings.at("/next")).isEqualTo(seller.userId().toString());
    }

    @Test
    void theRuleThatFitsGivesAndTellsWhereNobodyIsLeft() {
        var seller = people.signUpInto(owner, "member");
        var other = people.signUpInto(owner, "member");
        rule(", \"filter\": \"source[eq]:Fair\", \"openLimit\": 1", seller);
        rule(", \"position\": 2, \"filter\": \"source[eq]:Web\"", other);

        assertThat(ownerOf(intake.capture(owner, "A", "FAIR"))).isEqualTo(seller.userId().toString());
        assertThat(ownerOf(intake.capture(owner, "B", "Web"))).isEqualTo(other.userId().toString());
        var left = intake.capture(owner, "C", "Fair");
        var unforeseen = intake.capture(owner, "D", "Phone");

        assertThat(ownerOf(left)).isEmpty();
        assertThat(owner.api().get(LEADS + "/" + left + "/timeline").expect(200).text()).contains("lead.unassigned");
        assertThat(ownerOf(unforeseen)).isEmpty();
        assertThat(owner.api().get(LEADS + "/" + unforeseen + "/timeline").expect(200).text())
                .doesNotContain("lead.unassigned");
    }

    @Test
    void whatIsOpenOfAMemberGoesToOthers() {
        var pool = members(3);
        var first = pool.getFirst();
        rule("", pool);
        var captured = capture(9);
        var done = captured.stream().filter(lead -> ownerOf(lead).equals(first.userId().toString())).findFirst();
        owner.api()
                .patch(LEADS + "/" + done.orElseThrow(),
                        "{\"status\": \"unqualified\", \"unqualifiedReason\": \"Too small\"}")
                .expect(200);

        var passed = owner.api()
                .post("/api/v1/reassignments", "{\"type\": \"lead\", \"memberId\": \"%s\"}".formatted(first.userId()))
                .expect(200);

        assertThat(passed.at("/passed")).isEqualTo("2");
        assertThat(passed.at("/kept")).isEqualTo("0");
        assertThat(given(captured)).containsEntry(first.userId().toString(), 1L)
                .containsEntry(pool.get(1).userId().toString(), 4L)
                .containsEntry(pool.get(2).userId().toString(), 4L);
        first.api()
                .post("/api/v1/reassignments", "{\"type\": \"lead\", \"memberId\": \"%s\"}".formatted(first.userId()))
                .expect(403);
    }

    /** Those that stay are not all that is ever looked at. */
    @Test
    void whatIsOpenBehindThoseThatStayGoesToOthersToo() throws SQLException {
        var pool = members(2);
        var first = pool.getFirst();
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(
                        """
                        insert into leads (organization_id, name, source, status, owner_id)
                        select ?, 'Lead', case when n = 205 then 'Fair' else 'Web' end, 'new', ? from generate_series(1, 205) n""")) {
            statement.setObject(1, owner.organizationId());
            statement.setObject(2, first.userId());
            statement.executeUpdate();
        }
        rule(", \"filter\": \"source[eq]:Fair\"", pool);
        var asked = "{\"type\": \"lead\", \"memberId\": \"%s\"%s}";

        var begun = owner.api().post("/api/v1/reassignments", asked.formatted(first.userId(), "")).expect(200);
        var ended = owner.api()
                .post("/api/v1/reassignments",
                        asked.formatted(first.userId(), ", \"after\": \"%s\"".formatted(begun.at("/next"))))
                .expect(200);

        assertThat(begun.at("/passed") + " " + begun.at("/kept")).isEqualTo("0 200");
        assertThat(ended.at("/passed") + " " + ended.at("/kept")).isEqualTo("1 4");
        assertThat(ended.at("/next")).isEmpty();
    }

    private Answer assign(String type, String id) {
        return owner.api()
                .post("/api/v1/assignments", "{\"type\": \"%s\", \"recordId\": \"%s\"}".formatted(type, id));
    }

    @Test
    void otherRecordsAreGivenLikewise() {
        var pool = members(2);
        owner.api()
                .post(RULES,
                        """
                {"name": "Deals", "type": "opportunity", "filter": "amount[gte]:100", "members": [{"memberId": "%s"}]}"""
                                .formatted(pool.getFirst().userId()))
                .expect(201);
        var small = owner.api()
                .post("/api/v1/opportunities",
                        "{\"name\": \"Small\", \"amount\": {\"amount\": \"5\", \"currency\": \"EUR\"}}")
                .expect(201)
                .id();
        var large = owner.api()
                .post("/api/v1/opportunities",
                        "{\"name\": \"Large\", \"amount\": {\"amount\": \"500\", \"currency\": \"EUR\"}}")
                .expect(201)
                .id();

        assign("opportunity", small).expect(200);
        var given = assign("opportunity", large).expect(200);
        var again = assign("opportunity", large).expect(200);

        assertThat(given.at("/ownerId")).isEqualTo(pool.getFirst().userId().toString());
        assertThat(given.at("/ruleId")).isNotEmpty();
        assertThat(again.at("/ownerId")).isEqualTo(pool.getFirst().userId().toString());
        assertThat(again.at("/ruleId")).isEmpty();
        assertThat(owner.api().get("/api/v1/opportunities/" + small).expect(200).at("/ownerId")).isEmpty();
        assertThat(assign("task", "1").expect(422).at("/errors/0/field")).isEqualTo("type");
        assertThat(assign("opportunity", "999999999").expect(422).at("/errors/0/field")).isEqualTo("recordId");
    }

    @Test
    void refusesRulesThatCannotBeAsked() {
        var member = people.signUpInto(owner, "member");
        var stranger = people.signUp();
        for (var fault : List.of(
                List.of("type", "\"type\": \"task\", \"members\": [{\"memberId\": \"%s\"}]".formatted(member.userId())),
                List.of("filter",
                        "\"type\": \"lead\", \"filter\": \"colour[eq]:red\", \"members\": [{\"memberId\": \"%s\"}]"
                                .formatted(member.userId())),
                List.of("filter", "\"type\": \"lead\", \"filter\": \"((\", \"members\": [{\"memberId\": \"%s\"}]"
                        .formatted(member.userId())),
                List.of("members[0].memberId",
                        "\"type\": \"lead\", \"members\": [{\"memberId\": \"%s\"}]".formatted(stranger.userId())),
                List.of("members", "\"type\": \"lead\", \"members\": [{\"memberId\": \"%s\"}, {\"memberId\": \"%s\"}]"
                        .formatted(member.userId(), member.userId())))) {
            var refused = owner.api().post(RULES, "{\"name\": \"R\", %s}".formatted(fault.getLast())).expect(422);
            assertThat(refused.at("/errors/0/field")).as(fault.getLast()).isEqualTo(fault.getFirst());
        }
    }

    @Test
    void absencesAreWholeDaysOfTheMembersZoneAndTheMembersOwn() {
        var member = people.signUpInto(owner, "member");
        var colleague = people.signUpInto(owner, "member");
        member.api().patch("/api/v1/profile", "{\"timezone\": \"America/New_York\"}").expect(200);

        var absence = owner.api()
                .post(ABSENCES, """
                {"memberId": "%s", "startsOn": "2026-03-08", "endsOn": "2026-03-08"}""".formatted(member.userId()))
                .expect(201);

        assertThat(absence.at("/zone")).isEqualTo("America/New_York");
        assertThat(absence.at("/startsAt")).isEqualTo("2026-03-08T05:00:00Z");
        // The clocks go forward on this day.
        assertThat(absence.at("/endsAt")).isEqualTo("2026-03-09T04:00:00Z");
        var path = ABSENCES + "/" + absence.id();
        colleague.api().patch(path, "{\"endsOn\": \"2026-03-10\"}").expect(403);
        colleague.api().delete(path).expect(403);
        colleague.api()
                .post(ABSENCES, """
                {"memberId": "%s", "startsOn": "2026-03-08", "endsOn": "2026-03-08"}""".formatted(member.userId()))
                .expect(403);
        assertThat(member.api().patch(path, "{\"endsOn\": \"2026-03-10\"}").expect(200).at("/endsAt"))
                .isEqualTo("2026-03-11T04:00:00Z");
    }
}
