package dev.tenantry.crm;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

import dev.tenantry.crm.tag.TaggedController;
import dev.tenantry.crm.tag.TaggedService;
import dev.tenantry.shared.record.RecordController;
import dev.tenantry.shared.record.RecordService;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;
import dev.tenantry.support.Traces;

import static org.assertj.core.api.Assertions.assertThat;

/** An organization's words for its records. */
class TagTests extends ApiTest {

    private static final String CONTACTS = "/api/v1/contacts";
    private static final String TAGS = "/api/v1/tags";
    @Autowired
    @SuppressWarnings("NullAway.Init")
    private ApplicationContext context;
    private final Traces traces = Traces.fromNow();

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api as = Api.at(0);

    @BeforeEach
    void signUp() {
        owner = people.signUp();
        as = owner.api();
    }

    static Stream<String> kinds() {
        return Stream.of("contacts {\"name\":\"Ada\"}", "companies {\"name\":\"Acme\"}",
                "opportunities {\"name\":\"Deal\"}", "tasks {\"title\":\"Call\"}",
                "notes {\"body\":\"Hm\",\"contactId\":%s}");
    }

    /** A kind of records that is forgotten is found here. */
    @Test
    void canBeOnAllRecordsOfTheModule() {
        assertThat(ofTheModule(RecordController.class)).filteredOn(TagTests::isLookedFor)
                .hasSizeGreaterThan(3)
                .allMatch(TaggedController.class::isInstance);
        assertThat(ofTheModule(RecordService.class)).filteredOn(TagTests::isLookedFor)
                .hasSizeGreaterThan(3)
                .allMatch(TaggedService.class::isInstance);
    }

    /** These are few and known by their names, looked up by a day or in their project; a tag's events would tell of events that are private. */
    private static boolean isLookedFor(Object bean) {
        return Stream.of("PriceList", "LostReason", "ExchangeRate", "ForecastTarget", "CalendarEvent", "Milestone",
                "AssignmentRule", "MemberAbsence", "BookingPage", "Form",
                "ProjectTemplate")
                .noneMatch(bean.getClass().getSimpleName()::startsWith);
    }

    private List<Object> ofTheModule(Class<?> type) {
        return context.getBeansOfType(type).values().stream().map(Object.class::cast).filter(bean -> {
            var home = bean.getClass().getPackageName() + ".";
            return home.startsWith("dev.tenantry.crm.") && !home.startsWith("dev.tenantry.crm.tag.");
        }).toList();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void areOnRecordsOfAnyKind(String kind) {
        var about = contact("About");
        var path = "/api/v1/" + kind.substring(0, kind.indexOf(' '));
        var record = create(path, kind.substring(kind.indexOf(' ') + 1).formatted(about));
        var other = create(path, kind.substring(kind.indexOf(' ') + 1).formatted(about));
        var tag = tag("VIP");
        var place = path + "/" + record + "/tags/" + tag;
        as.delete(CONTACTS + "/" + about).expect(204);

        as.put(place, "").expect(204);
        as.put(place, "").expect(204);

        assertThat(ids(as.get(path + "/" + record + "/tags"))).containsExactly(tag);
        assertThat(found(path, "tags[eq]:" + tag)).containsExactly(record);
        assertThat(found(path, "tags[in]:(" + tag + ",1)")).containsExactly(record);
        assertThat(found(path, "tags[is]:NOT_NULL")).containsExactly(record);
        assertThat(found(path, "tags[neq]:" + tag)).containsExactly(other);
        assertThat(found(path, "tags[nin]:(" + tag + ")")).containsExactly(other);
        assertThat(found(path, "tags[is]:NULL")).containsExactly(other);
        assertThat(found(path, "or(tags[eq]:" + tag + ",tags[is]:NULL)")).containsExactlyInAnyOrder(record, other);
        as.delete(place).expect(204);
        as.delete(place).expect(204);
        assertThat(ids(as.get(path + "/" + record + "/tags"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{'name':' '} | name", "{'name':'x','colour':'red'} | colour",
        "{'name':'x','colour':'#FFFFFF'} | colour", "{'colour':'#ffffff'} | name"})
    void refusesWhatIsNoTag(String body, String field) {
        assertThat(as.post(TAGS, body.replace('\'', '"')).expect(422).at("/errors/0/field")).isEqualTo(field);
    }

    @Test
    void areCalledWhatNoOtherIsHoweverItIsWritten() {
        var tag = tag("Café");

        for (var name : List.of("CAFE", "café", "Cafe\\u0301")) {
            var refused = as.post(TAGS, "{\"name\":\"%s\"}".formatted(name)).expect(409);
            assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/message")).contains("name", tag);
        }
        as.patch(TAGS + "/" + tag, "{\"name\":\"CAFÉ\"}").expect(200);
        as.delete(TAGS + "/" + tag).expect(204);
        assertThat(as.post(TAGS, "{\"name\":\"cafe\"}").expect(409).at("/errors/0/code")).isEqualTo("in-trash");
        var upsert = as.post(TAGS + "/batch/upsert", """
                {"inputs":[{"id":"cafe","idProperty":"name","properties":{"colour":"#00ff00"}},
                           {"id":"Tea","idProperty":"name","properties":{"name":"Tea"}}]}""").expect(207);
        assertThat(upsert.at("/errors/0/code")).isEqualTo("duplicate");
        assertThat(upsert.at("/results/1/resource/name")).isEqualTo("Tea");
    }

    @Test
    void aBatchMakesOneOfEachName() {
        var answer = as.post(TAGS + "/batch/create", """
                {"inputs":[{"properties":{"name":"VIP"}},{"properties":{"name":"vip"}},{"properties":{"name":"Ö"}}]}""")
                .expect(207);

        assertThat(answer.json().at("/results").findValuesAsString("status")).containsExactly("done", "refused",
                "done");
        assertThat(answer.at("/errors/0/code")).isEqualTo("duplicate");
    }

    @Test
    void sortByNoTag() {
        var refused = as.get(CONTACTS + "?sort=tags").expect(400);

        assertThat(refused.at("/errors/0/field")).isEqualTo("sort");
        as.get(CONTACTS + "?filter=tags[contains]:1").expect(400);
        as.get(CONTACTS + "?filter=tags[eq]:VIP").expect(400);
    }

    @Test
    void tellOfWhatIsNotThere() {
        var contact = contact("Ada");
        var tag = tag("VIP");
        var stranger = people.signUp().api();
        var theirs = stranger.post(TAGS, "{\"name\":\"Theirs\"}").expect(201).id();

        for (var path : List.of(contact + "/tags/" + theirs, contact + "/tags/1", "1/tags/" + tag)) {
            as.put(CONTACTS + "/" + path, "").expect(404);
            as.delete(CONTACTS + "/" + path).expect(404);
        }
        stranger.put(CONTACTS + "/" + contact + "/tags/" + theirs, "").expect(404);
        stranger.get(CONTACTS + "/" + contact + "/tags").expect(404);
        as.delete(CONTACTS + "/" + contact).expect(204);
        as.put(CONTACTS + "/" + contact + "/tags/" + tag, "").expect(404);
        assertThat(found(CONTACTS, "tags[eq]:" + theirs)).isEmpty();
    }

    @Test
    void areToldOnceWhateverManyDo() {
        var contact = contact("Ada");
        var tag = tag("VIP");

        var answers = Parallel.times(50, () -> as.put(CONTACTS + "/" + contact + "/tags/" + tag, ""));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(204));
        assertThat(kinds(contact)).containsExactly("tag.added", "contact.created");
        assertThat(audited("contact.tagged")).containsExactly(contact);
        assertThat(events("contact.tagged")).containsExactly("{\"tagId\": \"%s\", \"contactId\": \"%s\"}".formatted(tag,
                contact));
        Parallel.times(20, () -> as.delete(CONTACTS + "/" + contact + "/tags/" + tag));
        assertThat(events("contact.untagged")).hasSize(1);
        assertThat(kinds(contact)).containsExactly("tag.removed", "tag.added", "contact.created");
    }

    @Test
    void areSoManyOnARecordHoweverTheyCome() {
        var contact = contact("Ada");
        var tags = IntStream.range(0, 60).mapToObj(number -> tag("Tag " + number)).toList();
        var next = tags.iterator();

        var answers = Parallel.times(60, () -> {
            String tag;
            synchronized (next) {
                tag = next.next();
            }
            return as.put(CONTACTS + "/" + contact + "/tags/" + tag, "");
        });

        assertThat(answers.stream().filter(answer -> answer.status() == 204)).hasSize(50);
        var refused = answers.stream().filter(answer -> answer.status() != 204).toList();
        assertThat(refused).hasSize(10)
                .allSatisfy(answer -> assertThat(answer.expect(409).at("/errors/0/code")).isEqualTo("too-many"));
        assertThat(ids(as.get(CONTACTS + "/" + contact + "/tags?limit=200"))).hasSize(50);
    }

    @Test
    void areSoManyInAnOrganization() throws SQLException {
        execute("insert into tags (organization_id, name) select '%s', 'Tag ' || n from generate_series(1, 998) as n"
                .formatted(owner.organizationId()));

        var answers = Parallel.times(8, () -> as.post(TAGS, "{\"name\":\"%s\"}".formatted(UUID.randomUUID())));

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(2);
        assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(6);
        var batch = as.post(TAGS + "/batch/create", "{\"inputs\":[{\"properties\":{\"name\":\"One more\"}}]}")
                .expect(
                        207);
        assertThat(batch.at("/errors/0/code")).isEqualTo("conflict");
    }

    @Test
    void comeAndGoInBatches() {
        var contact = contact("Ada");
        var other = contact("Grace");
        var vip = tag("VIP");

        var added = as.post(CONTACTS + "/tags/additions", """
                {"inputs":[{"id":"%s","tagId":"%s"},{"id":"%s","tagId":"%s"},{"id":"%s","tagId":"%s","traceId":"again"},
                           {"id":"1","tagId":"%s","traceId":"nobody"}]}"""
                .formatted(contact, vip, other, vip, contact, vip, vip)).expect(207);
        var none = as.post(CONTACTS + "/tags/removals", """
                {"allOrNone":true,"inputs":[{"id":"%s","tagId":"%s"},{"id":"1","tagId":"%s"}]}"""
                .formatted(contact, vip, vip)).expect(207);

        assertThat(added.json().at("/results").findValuesAsString("status")).containsExactly("done", "done", "done",
                "refused");
        assertThat(added.at("/errors/0/traceId") + added.at("/errors/0/code")).isEqualTo("nobodynot-found");
        assertThat(none.json().at("/results").findValuesAsString("status")).containsExactly("refused", "refused");
        assertThat(found(CONTACTS, "tags[eq]:" + vip)).containsExactlyInAnyOrder(contact, other);
        assertThat(events("contact.tagged")).hasSize(2);
        assertThat(events("contact.untagged")).isEmpty();
        as.post(CONTACTS + "/tags/removals", """
                {"inputs":[{"id":"%s","tagId":"%s"},{"id":"%s","tagId":"%s"}]}"""
                .formatted(contact, vip, other, vip)).expect(200);
        assertThat(found(CONTACTS, "tags[eq]:" + vip)).isEmpty();
    }

    @Test
    void areToldOfManyRecordsAtOnceAsFarAsThoseMayBeSeen() {
        var ada = contact("Ada");
        var vip = tagged(ada, "VIP");
        var grace = contact("Grace");
        var gold = tagged(grace, "Gold");
        tagged(contact("Somebody"), "Cold");
        var key = api.bearer(as.post("/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"tags:read\",\"tasks:read\"]}")
                .expect(201)
                .at("/key"));
        var asked = "/api/v1/taggings?filter=type[eq]:contact,recordId[in]:(%s,%s)".formatted(ada, grace);

        var told = as.get(asked).expect(200);

        assertThat(told.json().at("/results").findValuesAsString("tagId")).containsExactly(vip, gold);
        assertThat(told.json().at("/results").findValuesAsString("recordId")).containsExactly(ada, grace);
        assertThat(told.json().at("/results").findValuesAsString("name")).containsExactly("VIP", "Gold");
        assertThat(ids(key.get("/api/v1/taggings"))).isEmpty();
        as.delete(TAGS + "/" + gold).expect(204);
        assertThat(as.get(asked).json().at("/results").findValuesAsString("tagId")).containsExactly(vip);
    }

    @Test
    void areOnNothingInTheTrashAndComeBack() {
        var contact = contact("Ada");
        var tag = tagged(contact, "VIP");

        as.delete(TAGS + "/" + tag).expect(204);

        assertThat(found(CONTACTS, "tags[eq]:" + tag)).isEmpty();
        assertThat(found(CONTACTS, "tags[is]:NULL")).containsExactly(contact);
        assertThat(ids(as.get(CONTACTS + "/" + contact + "/tags"))).isEmpty();
        as.put(CONTACTS + "/" + contact + "/tags/" + tag, "").expect(404);
        as.put(TAGS + "/trash/" + tag + "/restoration", "").expect(200);
        assertThat(found(CONTACTS, "tags[eq]:" + tag)).containsExactly(contact);
    }

    @Test
    void goForGoodWithoutATrace() {
        var word = "Quillfeather" + UUID.randomUUID().toString().substring(0, 8);
        var contact = contact("Ada");
        var tag = tagged(contact, word);
        assertThat(traces.of(word)).contains("tags", "activities");

        as.delete(TAGS + "/" + tag + "?permanent=true").expect(204);

        assertThat(traces.of(word)).isEmpty();
        assertThat(found(CONTACTS, "tags[is]:NULL")).containsExactly(contact);
    }

    @Test
    void goWithTheirRecord() throws SQLException {
        var contact = contact("Ada");
        var tag = tagged(contact, "VIP");

        as.delete(CONTACTS + "/" + contact).expect(204);
        assertThat(as.get(TAGS + "/" + tag + "/usage").json().at("/results").findValuesAsString("records"))
                .containsOnly("0");
        as.put(CONTACTS + "/trash/" + contact + "/restoration", "").expect(200);
        assertThat(found(CONTACTS, "tags[eq]:" + tag)).containsExactly(contact);
        as.delete(CONTACTS + "/" + contact + "?permanent=true").expect(204);

        assertThat(count("select count(*) from taggings where organization_id = '" + owner.organizationId() + "'"))
                .isZero();
    }

    @Test
    void countWhatTheyAreOnAsFarAsItMaybeSeen() {
        var contact = contact("Ada");
        var tag = tagged(contact, "VIP");
        var key = api.bearer(as.post("/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"tags:read\",\"tasks:read\"]}")
                .expect(201)
                .at("/key"));

        var counts = as.get(TAGS + "/" + tag + "/usage").expect(200);

        assertThat(counts.json().at("/results").findValuesAsString("type")).contains("contact", "company", "note",
                "opportunity", "task").doesNotContain("tag", "team");
        assertThat(counts.text()).contains("{\"type\":\"contact\",\"records\":1}");
        assertThat(key.get(TAGS + "/" + tag + "/usage").json().at("/results").findValuesAsString("type"))
                .containsExactly("task");
    }

    @Test
    void becomeOne() {
        var both = contact("Both");
        var one = contact("One");
        var vip = tagged(both, "VIP");
        var gold = tagged(both, "Gold");
        as.put(CONTACTS + "/" + one + "/tags/" + gold, "").expect(204);

        as.put(TAGS + "/" + vip + "/merger", "{\"tagId\":\"%s\"}".formatted(gold)).expect(200);

        assertThat(found(CONTACTS, "tags[eq]:" + vip)).containsExactlyInAnyOrder(both, one);
        as.get(TAGS + "/" + gold).expect(404);
        as.put(TAGS + "/trash/" + gold + "/restoration", "").expect(200);
        assertThat(found(CONTACTS, "tags[eq]:" + gold)).isEmpty();
        assertThat(audited("tag.merged")).containsExactly(vip);
        for (var body : List.of("{\"tagId\":\"%s\"}".formatted(vip), "{\"tagId\":\"1\"}", "{}")) {
            assertThat(as.put(TAGS + "/" + vip + "/merger", body).expect(422).at("/errors/0/field")).isEqualTo(
                    "tagId");
        }
        people.signUpInto(owner, "member")
                .api()
                .put(TAGS + "/" + vip + "/merger", "{\"tagId\":\"%s\"}".formatted(gold))
                .expect(403);
    }

    /** Whoever puts on the one that goes is either in time, or told that it is gone. */
    @Test
    void loseNothingWhileTheyBecomeOne() {
        var contacts = IntStream.range(0, 20).mapToObj(number -> contact("C" + number)).toList();
        var vip = tag("VIP");
        var gold = tag("Gold");
        var next = contacts.iterator();

        var answers = Parallel.times(21, () -> {
            String contact = null;
            synchronized (next) {
                contact = next.hasNext() ? next.next() : null;
            }
            return contact == null
                    ? as.put(TAGS + "/" + vip + "/merger", "{\"tagId\":\"%s\"}".formatted(gold)).status()
                    : as.put(CONTACTS + "/" + contact + "/tags/" + gold, "").status();
        });

        assertThat(answers).contains(200).containsAnyOf(204, 404);
        assertThat(found(CONTACTS, "tags[eq]:" + vip)).hasSize((int) answers.stream()
                .filter(status -> status == 204)
                .count());
    }

    @Test
    void takeTheRightToChangeWhatTheyAreOn() {
        var contact = contact("Ada");
        var tag = tag("VIP");
        var viewer = people.signUpInto(owner, "viewer").api();

        viewer.put(CONTACTS + "/" + contact + "/tags/" + tag, "").expect(403);
        viewer.delete(CONTACTS + "/" + contact + "/tags/" + tag).expect(403);
        viewer.post(CONTACTS + "/tags/additions", "{\"inputs\":[{\"id\":\"%s\",\"tagId\":\"%s\"}]}".formatted(contact,
                tag)).expect(403);
        viewer.get(CONTACTS + "/" + contact + "/tags").expect(200);
    }

    /** Whether few have the tag or most, row security keeps no list from its index. */
    @Test
    void areFoundByAnIndexUnderRowSecurity() throws SQLException {
        var rare = tag("Rare");
        var common = tag("Common");
        execute("""
                insert into tags (organization_id, name) select '%1$s', 'Tag ' || n from generate_series(1, 900) as n;
                insert into contacts (organization_id, name, created_at)
                    select '%1$s', 'Contact ' || n, now() - n * interval '1 minute' from generate_series(1, 20000) as n;
                insert into taggings (organization_id, record_type, record_id, tag_id)
                    select organization_id, 'contact', id, case when name like '%%500' then %2$s else %3$s end
                    from contacts where organization_id = '%1$s';
                analyze contacts; analyze taggings; analyze tags"""
                .formatted(owner.organizationId(), rare, common));

        for (var tag : List.of(rare, common)) {
            assertThat(plan(tag)).as(tag).isNotEmpty().noneMatch(line -> line.contains("Seq Scan on"));
        }
        assertThat(String.join("\n", plan(rare))).contains("idx_taggings_tag_id");
        assertThat(found(CONTACTS, "tags[eq]:" + rare)).hasSize(20);
    }

    private List<String> plan(String tag) throws SQLException {
        var plan = new ArrayList<String>();
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            statement.execute("set role tenantry_app; select set_config('app.org_id', '%s', false)"
                    .formatted(owner.organizationId()));
            try (var lines = statement.executeQuery("""
                    explain select e.* from contacts e where e.organization_id = '%1$s' and e.deleted_at is null
                        and exists (select 1 from taggings t
                            join tags g on g.organization_id = t.organization_id and g.id = t.tag_id and g.deleted_at is null
                            where t.organization_id = e.organization_id and t.record_type = 'contact' and t.record_id = e.id
                                and t.tag_id = %2$s)
                    order by e.created_at desc, e.id desc limit 51""".formatted(owner.organizationId(), tag))) {
                while (lines.next()) {
                    plan.add(lines.getString(1));
                }
            }
        }
        return plan;
    }

    private String contact(String name) {
        return create(CONTACTS, "{\"name\":\"%s\"}".formatted(name));
    }

    private String tag(String name) {
        return create(TAGS, "{\"name\":\"%s\",\"colour\":\"#1a7f37\"}".formatted(name));
    }

    private String tagged(String contact, String name) {
        var tag = tag(name);
        as.put(CONTACTS + "/" + contact + "/tags/" + tag, "").expect(204);
        return tag;
    }

    private String create(String path, String body) {
        return as.post(path, body).expect(201).id();
    }

    private List<String> found(String path, String filter) {
        return ids(as.get(path + "?limit=200&filter=" + filter));
    }

    private static List<String> ids(Answer page) {
        return page.expect(200).json().at("/results").valueStream().map(one -> one.path("id").asString()).toList();
    }

    private List<String> kinds(String contact) {
        return as.get(CONTACTS + "/" + contact + "/timeline").json().at("/results").findValuesAsString("kind");
    }

    private List<String> audited(String action) {
        return as.get("/api/v1/audit-logs?filter=actionType[eq]:%22" + action + "%22")
                .json()
                .at("/results")
                .findValuesAsString("resourceId");
    }

    private List<String> events(String name) {
        try (var connection = TestDatabase.server().connectAsSuperuser(); var query = connection.prepareStatement("""
                select payload from domain_events where organization_id = ?::uuid and event_name = ? order by id""")) {
            query.setString(1, owner.organizationId().toString());
            query.setString(2, name);
            var payloads = new ArrayList<String>();
            for (var rows = query.executeQuery(); rows.next();) {
                payloads.add(rows.getString(1));
            }
            return payloads;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static long count(String query) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static void execute(String statement) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser()) {
            connection.createStatement().execute(statement);
        }
    }
}
