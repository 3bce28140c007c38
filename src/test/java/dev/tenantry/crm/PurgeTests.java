package dev.tenantry.crm;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;
import dev.tenantry.support.Traces;

import static org.assertj.core.api.Assertions.assertThat;

/** What a deletion for good takes along, what it leaves, and what it leaves no trace of. */
class PurgeTests extends ApiTest {

    private static final String COMPANIES = "/api/v1/companies";
    private static final String CONTACTS = "/api/v1/contacts";
    private static final String NOTES = "/api/v1/notes";
    private static final String TASKS = "/api/v1/tasks";
    private final Traces traces = Traces.fromNow();

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api as = Api.at(0);

    @BeforeEach
    void signUp() {
        owner = people.signUp();
        as = owner.api();
    }

    @Test
    void theTrashIsSearchedLikeWhatIsAlive() {
        for (var path : List.of(CONTACTS, COMPANIES, "/api/v1/opportunities")) {
            var id = create(path, "{\"name\": \"José Trasho\"}");
            create(path, "{\"name\": \"José Alive\"}");
            as.delete(path + "/" + id).expect(204);

            assertThat(as.get(path + "/trash?q=trasho%20JOSE").at("/results/0/id")).as(path).isEqualTo(id);
            assertThat(as.get(path + "/trash?q=alive").json().at("/results")).as(path).isEmpty();
            assertThat(as.get(path + "?q=trasho").json().at("/results").findValuesAsString("id")).doesNotContain(id);
        }
    }

    @Test
    void theTrashIsSortedAndFilteredByWhenSomethingWentThere() {
        for (var path : List.of(CONTACTS, COMPANIES, "/api/v1/opportunities", TASKS, "/api/v1/workflows")) {
            var body = path.equals(TASKS) ? "{\"title\": \"%s\"}" : path.endsWith("workflows") ? """
                    {"name": "%s", "trigger": {"type": "manual"},
                     "steps": [{"type": "delay", "config": {"duration": "P1D"}}]}""" : "{\"name\": \"%s\"}";
            var ids = List.of(create(path, body.formatted("A")), create(path, body.formatted("B")));
            ids.reversed().forEach(id -> as.delete(path + "/" + id).expect(204));

            var newest = as.get(path + "/trash?sort=-deletedAt").expect(200);
            var deleted = newest.at("/results/0/deletedAt");
            var since = as.get(path + "/trash?filter=deletedAt[gte]:%22" + deleted + "%22").expect(200);

            assertThat(newest.at("/results/0/id")).as(path).isEqualTo(ids.getFirst());
            assertThat(since.json().at("/results").valueStream().map(found -> found.path("id").asString()))
                    .containsExactly(ids.getFirst());
            as.get(path + "?sort=-deletedAt").expect(400);
        }
    }

    @Test
    void nothingBeginsToReferToWhatIsInTheTrash() {
        var kinds = List.of("contact", "company", "opportunity");
        var paths = List.of(CONTACTS, COMPANIES, "/api/v1/opportunities");
        var links = List.of("contacts companyId", "companies parentId", "opportunities companyId",
                "opportunities contactId", "tasks contactId", "tasks companyId", "tasks opportunityId",
                "notes contactId", "notes companyId", "notes opportunityId", "projects opportunityId");
        for (var link : links) {
            var path = "/api/v1/" + link.substring(0, link.indexOf(' '));
            var field = link.substring(link.indexOf(' ') + 1);
            var target = paths.get(Math.max(0, kinds.indexOf(field.replace("Id", "").replace("parent", "company"))));
            var id = create(target, "{\"name\": \"Target\"}");
            var own = path.endsWith("tasks") ? "title" : path.endsWith("notes") ? "body" : "name";
            var stated = "{\"%s\": \"N\", \"%s\": %s}".formatted(own, field, id);
            var holder = create(path, stated);
            as.delete(target + "/" + id).expect(204);

            var refused = as.post(path, stated).expect(422);

            assertThat(refused.at("/errors/0/field")).as(link).isEqualTo(field);
            assertThat(refused.at("/errors/0/code")).as(link).isEqualTo("in-trash");
            as.patch(path + "/" + holder, "{\"%s\": \"M\"}".formatted(own)).expect(200);
        }
    }

    @Test
    void leavesWhatSomethingElseHolds() {
        var company = create(COMPANIES, "{\"name\": \"Acme\"}");
        var contact = create(CONTACTS, "{\"name\": \"Ada\", \"companyId\": %s}".formatted(company));
        var shared = create(TASKS, """
                {"title": "Call", "companyId": %s, "contactId": %s}""".formatted(company, contact));
        var own = create(TASKS, "{\"title\": \"Look up\", \"companyId\": %s}".formatted(company));
        var before = as.get(TASKS + "/" + shared).header("ETag");

        as.with("X-Request-Id", "purge-1").delete(COMPANIES + "/" + company + "?permanent=true").expect(204);

        var left = as.get(TASKS + "/" + shared).expect(200);
        assertThat(left.json().has("companyId")).isFalse();
        assertThat(left.at("/contactId")).isEqualTo(contact);
        assertThat(left.header("ETag")).isNotEqualTo(before);
        as.with("If-Match", before).patch(TASKS + "/" + shared, "{\"title\": \"x\"}").expect(412);
        as.get(TASKS + "/" + own).expect(404);
        assertThat(as.get(CONTACTS + "/" + contact).expect(200).json().has("companyId")).isFalse();
        assertThat(as.get("/api/v1/audit-logs?filter=requestId[eq]:%22purge-1%22")
                .json()
                .at("/results")
                .findValuesAsString("actionType")).containsExactlyInAnyOrder("company.purged", "contact.updated",
                        "task.updated", "task.purged");
    }

    @Test
    void leavesNoTextBehind() {
        var word = "Quillfeather" + UUID.randomUUID().toString().substring(0, 8);
        var company = create(COMPANIES, "{\"name\": \"Acme\"}");
        var key = UUID.randomUUID().toString();
        var body = """
                {"name": "%s", "email": "%s@example.test", "companyId": %s}""".formatted(word, word, company);
        var contact = as.with("Idempotency-Key", key).post(CONTACTS, body).expect(201).id();
        var note = create(NOTES, "{\"body\": \"%s said so\", \"contactId\": %s, \"companyId\": %s}".formatted(word,
                contact, company));
        as.patch(CONTACTS + "/" + contact, "{\"jobTitle\": \"%s\"}".formatted(word)).expect(200);
        assertThat(traces.of(word)).contains("contacts", "notes", "activities", "domain_events", "audit_logs",
                "idempotency_keys");

        as.delete(NOTES + "/" + note + "?permanent=true").expect(204);
        as.delete(CONTACTS + "/" + contact).expect(204);
        as.delete(CONTACTS + "/trash/" + contact).expect(204);

        assertThat(traces.of(word)).isEmpty();
        assertThat(as.get(COMPANIES + "/" + company + "/timeline").text()).doesNotContain(word);
        assertThat(as.get(CONTACTS + "?q=" + word).json().at("/results")).isEmpty();
        var audited = as
                .get("/api/v1/audit-logs?filter=resourceId[eq]:%22" + contact + "%22,resourceType[eq]:%22contact%22");
        assertThat(audited.json().at("/results").findValuesAsString("actionType")).contains("contact.created",
                "contact.updated", "contact.deleted", "contact.purged");
        assertThat(audited.text()).contains("jobTitle");
        assertThat(as.with("Idempotency-Key", key).post(CONTACTS, body).expect(409).text()).doesNotContain(word);
    }

    @Test
    void letsNobodyReferToWhatIsBeingDeleted() {
        for (var round = 0; round < 5; round++) {
            var company = create(COMPANIES, "{\"name\": \"Acme\"}");
            var turn = new AtomicInteger();

            var answers = Parallel.times(8, () -> turn.getAndIncrement() == 3
                    ? as.delete(COMPANIES + "/" + company + "?permanent=true")
                    : as.post(CONTACTS, "{\"name\": \"Ada\", \"companyId\": %s}".formatted(company)));

            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(201, 204, 422));
            as.get(COMPANIES + "/" + company).expect(404);
            assertThat(as.get(CONTACTS + "?filter=companyId[eq]:" + company).json().at("/results")).isEmpty();
        }
    }

    @Test
    void refusesWhatWouldChangeTooMuch() throws SQLException {
        var company = create(COMPANIES, "{\"name\": \"Acme\"}");
        execute("""
                insert into contacts (organization_id, name, company_id)
                select '%s', 'Ada ' || n, %s from generate_series(1, 10001) as n""".formatted(owner.organizationId(),
                company));

        var refused = as.delete(COMPANIES + "/" + company + "?permanent=true").expect(409);

        assertThat(refused.at("/code")).isEqualTo("in-use");
        assertThat(refused.text()).contains("10001 contacts", "contacts.companyId");
        as.get(COMPANIES + "/" + company).expect(200);
    }

    @Test
    void erasesFromTheTrashAndRestoresByItsOwnVerb() {
        var contact = create(CONTACTS, "{\"name\": \"Ada\"}");
        var member = people.signUpInto(owner, "member");

        as.delete(CONTACTS + "/trash/" + contact).expect(404);
        as.delete(CONTACTS + "/" + contact).expect(204);
        member.api().delete(CONTACTS + "/trash/" + contact).expect(403);
        member.api().put(CONTACTS + "/trash/" + contact + "/restoration", "").expect(200);
        as.delete(CONTACTS + "/" + contact).expect(204);
        as.delete(CONTACTS + "/trash/" + contact).expect(204);

        as.put(CONTACTS + "/trash/" + contact + "/restoration", "").expect(404);
    }

    @Test
    void namesTheRecordInTheTrashThatHasAKey() {
        var taken = create(CONTACTS, "{\"name\": \"Ada\", \"externalId\": \"7\"}");
        var other = create(CONTACTS, "{\"name\": \"Grace\"}");
        as.delete(CONTACTS + "/" + taken).expect(204);

        Stream.of(as.post(CONTACTS, "{\"name\": \"Ada\", \"externalId\": \"7\"}"),
                as.patch(CONTACTS + "/" + other, "{\"externalId\": \"7\"}"),
                as.put(CONTACTS + "/" + other, "{\"name\": \"Grace\", \"externalId\": \"7\"}")).forEach(refused -> {
                    assertThat(refused.expect(409).at("/errors/0/field")).isEqualTo("externalId");
                    assertThat(refused.at("/errors/0/code")).isEqualTo("in-trash");
                    assertThat(refused.at("/detail")).contains(taken, "trash");
                });
        as.delete(CONTACTS + "/trash/" + taken).expect(204);
        as.patch(CONTACTS + "/" + other, "{\"externalId\": \"7\"}").expect(200);
        assertThat(as.post(CONTACTS, "{\"name\": \"Ada\", \"externalId\": \"7\"}").expect(409).at("/detail"))
                .contains(other);
    }

    @Test
    void handsOverWhatAMemberLeaves() {
        var guest = people.signUpInto(owner, "member");
        var heir = people.signUpInto(owner, "member");
        var contact = create(CONTACTS, "{\"name\": \"Ada\", \"ownerId\": \"%s\"}".formatted(guest.userId()));
        var task = create(TASKS, "{\"title\": \"Call\", \"assigneeId\": \"%s\"}".formatted(guest.userId()));
        var team = create("/api/v1/teams", "{\"name\": \"Team\", \"ownerId\": \"%s\"}".formatted(guest.userId()));
        var path = "/api/v1/organization/members/" + guest.userId();

        for (var nobody : List.of(guest.userId(), UUID.randomUUID())) {
            assertThat(as.delete(path + "?handOverTo=" + nobody).expect(400).at("/errors/0/field"))
                    .isEqualTo("handOverTo");
        }
        as.delete(path + "?handOverTo=" + heir.userId()).expect(204);

        assertThat(as.get(CONTACTS + "/" + contact).at("/ownerId")).isEqualTo(heir.userId().toString());
        assertThat(as.get(TASKS + "/" + task).at("/assigneeId")).isEqualTo(heir.userId().toString());
        assertThat(as.get("/api/v1/teams/" + team).at("/ownerId")).isEqualTo(heir.userId().toString());
        var log = as.get("/api/v1/audit-logs?limit=200").text();
        assertThat(log).contains("contact.updated", "task.updated", "team.updated", "handedOverTo");
    }

    @Test
    void listsWhatNobodyTookOver() {
        var guest = people.signUpInto(owner, "member");
        var contact = create(CONTACTS, "{\"name\": \"Ada\", \"ownerId\": \"%s\"}".formatted(guest.userId()));
        var note = guest.api().post(NOTES, "{\"body\": \"Said so\", \"contactId\": %s}".formatted(contact)).expect(201);
        var before = as.get(CONTACTS + "/" + contact).header("ETag");

        as.delete("/api/v1/organization/members/" + guest.userId()).expect(204);

        var ownerless = as.get(CONTACTS + "?filter=ownerId[is]:NULL").expect(200);
        assertThat(ownerless.json().at("/results").findValuesAsString("id")).containsExactly(contact);
        assertThat(ownerless.at("/results/0/version")).isEqualTo("1");
        as.with("If-Match", before).patch(CONTACTS + "/" + contact, "{\"name\": \"x\"}").expect(412);
        assertThat(as.get("/api/v1/audit-logs?filter=actionType[eq]:%22contact.updated%22")
                .at("/results/0/oldValues/ownerId"))
                .isEqualTo(guest.userId().toString());
        assertThat(as.get(NOTES + "/" + note.id()).at("/authorId")).isEqualTo(guest.userId().toString());
    }

    @Test
    void leavesTheRecordsOfADeletedAccountToNobody() throws SQLException {
        var guest = people.signUpInto(owner, "member");
        var task = create(TASKS, "{\"title\": \"Call\", \"assigneeId\": \"%s\"}".formatted(guest.userId()));

        execute("select app.remove_person('%1$s'); delete from auth.users where id = '%1$s'".formatted(guest.userId()));

        var left = as.get(TASKS + "/" + task).expect(200);
        assertThat(left.json().has("assigneeId")).isFalse();
        assertThat(left.at("/version")).isEqualTo("1");
        assertThat(as.get("/api/v1/audit-logs?filter=actionType[eq]:%22task.updated%22").at("/results/0/resourceId"))
                .isEqualTo(task);
    }

    @Test
    void deletesNoPipelineThatHasDealsInTheTrash() {
        var pipeline = create("/api/v1/pipelines", """
                {"name": "Second", "stages": [{"name": "New", "kind": "open", "probability": 10}]}""");
        var deal = create("/api/v1/opportunities", "{\"name\": \"Deal\", \"pipelineId\": %s}".formatted(pipeline));
        as.delete("/api/v1/opportunities/" + deal).expect(204);

        assertThat(as.delete("/api/v1/pipelines/" + pipeline).expect(409).at("/detail")).contains("trash 1");
        as.delete("/api/v1/opportunities/trash/" + deal).expect(204);
        as.delete("/api/v1/pipelines/" + pipeline).expect(204);
    }

    private String create(String path, String body) {
        return as.post(path, body).expect(201).id();
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
