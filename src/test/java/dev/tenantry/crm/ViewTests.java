package dev.tenantry.crm;

import java.sql.SQLException;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What lists are asked, kept under names. */
class ViewTests extends ApiTest {

    private static final String CONTACTS = "/api/v1/contacts";
    private static final String VIEWS = "/api/v1/views";

    @SuppressWarnings("NullAway.Init")
    private Person owner;
    private Api as = Api.at(0);

    @BeforeEach
    void signUp() {
        owner = people.signUp();
        as = owner.api();
    }

    @Test
    void showWhatTheyAskAndTheRequestBesides() {
        var ada = contact("Ada", "Engineer");
        var zoe = contact("Zoe", "Engineer");
        contact("Bob", "Cook");
        var view = view("{'name':'Engineers','type':'contact','filter':'jobTitle[eq]:\\'engineer\\'','sort':'-name'}");

        assertThat(ids(as.get(CONTACTS + "?view=" + view))).containsExactly(zoe, ada);
        assertThat(ids(as.get(CONTACTS + "?sort=name&view=" + view))).containsExactly(ada, zoe);
        assertThat(ids(as.get(CONTACTS + "?filter=name[startsWith]:%22A%22&view=" + view))).containsExactly(ada);
        assertThat(ids(as.get(CONTACTS + "?q=zoe&view=" + view))).containsExactly(zoe);
        assertThat(as.get(CONTACTS + "?total=true&limit=1&view=" + view).at("/total")).isEqualTo("2");
        assertThat(ids(as.post(CONTACTS + "/search?view=" + view, """
                {"filterGroups":[{"filters":[{"field":"name","operator":"eq","value":"ada"}]}]}"""))).containsExactly(
                ada);
    }

    @Test
    void leadFromPageToPage() {
        var ada = contact("Ada", "Engineer");
        var zoe = contact("Zoe", "Engineer");
        var view = view("{'name':'Engineers','type':'contact','filter':'jobTitle[eq]:engineer','sort':'name'}");

        var first = as.get(CONTACTS + "?limit=1&view=" + view).expect(200);
        var second = as.get(first.at("/paging/next/link")).expect(200);

        assertThat(ids(first)).containsExactly(ada);
        assertThat(ids(second)).containsExactly(zoe);
        as.get(CONTACTS + "?limit=1&after=" + first.at("/paging/next/after")).expect(400);
    }

    @Test
    void takeWhatTheListOfAnyKindTakes() {
        var tag = as.post("/api/v1/tags", "{\"name\":\"VIP\"}").expect(201).id();
        var company = as.post("/api/v1/companies", "{\"name\":\"Acme\"}").expect(201).id();
        as.post("/api/v1/companies", "{\"name\":\"Other\"}").expect(201);
        as.put("/api/v1/companies/" + company + "/tags/" + tag, "").expect(204);

        var view = view("{'name':'VIPs','type':'company','filter':'tags[eq]:%s','columns':['name','domain']}".formatted(
                tag));

        assertThat(ids(as.get("/api/v1/companies?view=" + view))).containsExactly(company);
        assertThat(as.get(VIEWS + "/" + view).json().at("/columns").toString()).isEqualTo("[\"name\",\"domain\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'type':'contact'} | name", "{'name':'x','type':'invoice'} | type", "{'name':'x','type':'views'} | type",
        "{'name':'x','type':'contact','filter':'nothing[eq]:1'} | filter",
        "{'name':'x','type':'contact','filter':'name[gt'} | filter",
        "{'name':'x','type':'contact','filter':'tags[eq]:x'} | filter",
        "{'name':'x','type':'contact','sort':'tags'} | sort", "{'name':'x','type':'contact','sort':'nothing'} | sort",
        "{'name':'x','type':'contact','columns':['name','nothing']} | columns[1]",
        "{'name':'x','type':'contact','columns':['name','name']} | columns[1]"})
    void refuseWhatTheListWouldRefuse(String body, String field) {
        var refused = as.post(VIEWS, body.replace('\'', '"')).expect(422);

        assertThat(refused.at("/errors/0/field")).as(refused.text()).isEqualTo(field);
        var view = view("{'name':'x','type':'contact'}");
        if (!field.equals("name")) {
            as.patch(VIEWS + "/" + view, body.replace('\'', '"')).expect(422);
        }
    }

    @Test
    void sayThatTheyAskForWhatThereIsNoMore() throws SQLException {
        contact("Ada", "Engineer");
        var view = view("{'name':'Engineers','type':'contact','filter':'jobTitle[eq]:engineer'}");
        execute("update views set filter = 'shoeSize[eq]:42' where id = " + view);

        var refused = as.get(CONTACTS + "?view=" + view).expect(400);

        assertThat(refused.at("/errors/0/field")).isEqualTo("view");
        assertThat(refused.at("/detail")).contains("asked any more");
        assertThat(as.get(VIEWS + "/" + view).at("/filter")).isEqualTo("shoeSize[eq]:42");
    }

    @Test
    void areOfOneKind() {
        var view = view("{'name':'All','type':'contact'}");

        for (var asked : List.of("/api/v1/companies?view=" + view, CONTACTS + "?view=1", CONTACTS + "?view=x",
                "/api/v1/pipelines?view=" + view)) {
            as.get(asked).expect(400);
        }
    }

    @Test
    void areTheOwnOnesUnlessTheyAreShared() {
        var member = people.signUpInto(owner, "member").api();
        var own = view("{'name':'Mine','type':'contact','filter':'name[eq]:ada'}");
        var shared = view("{'name':'Ours','type':'contact','shared':true}");

        assertThat(ids(member.get(VIEWS))).containsExactly(shared);
        assertThat(ids(as.get(VIEWS))).containsExactlyInAnyOrder(own, shared);
        assertThat(ids(as.get(VIEWS + "?filter=shared[eq]:false,type[eq]:contact"))).containsExactly(own);
        member.get(VIEWS + "/" + own).expect(404);
        member.patch(VIEWS + "/" + own, "{\"name\":\"x\"}").expect(404);
        member.delete(VIEWS + "/" + own).expect(404);
        member.get(CONTACTS + "?view=" + own).expect(400);
        member.get(CONTACTS + "?view=" + shared).expect(200);
        people.signUp().api().get(CONTACTS + "?view=" + shared).expect(400);
    }

    @Test
    void areChangedByTheirAuthorAndWhoManagesThem() {
        var author = people.signUpInto(owner, "member").api();
        var other = people.signUpInto(owner, "member").api();
        var view = author.post(VIEWS, "{\"name\":\"Ours\",\"type\":\"contact\",\"shared\":true}").expect(201).id();

        other.patch(VIEWS + "/" + view, "{\"name\":\"Theirs\"}").expect(403);
        other.delete(VIEWS + "/" + view).expect(403);
        author.patch(VIEWS + "/" + view, "{\"name\":\"Still ours\"}").expect(200);
        as.patch(VIEWS + "/" + view, "{\"sort\":\"name\"}").expect(200);
        assertThat(as.patch(VIEWS + "/" + view, "{\"shared\":false}").expect(422).at("/errors/0/field")).isEqualTo(
                "shared");
        author.patch(VIEWS + "/" + view, "{\"shared\":false}").expect(200);
        as.get(VIEWS + "/" + view).expect(404);
        var key = api.bearer(as.post("/api/v1/api-keys", """
                {"name":"k","scopes":["views:create","views:read","views:update","contacts:read"]}""")
                .expect(201)
                .at(
                        "/key"));
        var own = key.post(VIEWS, "{\"name\":\"Own\",\"type\":\"contact\"}").expect(201).id();
        key.post(VIEWS, "{\"name\":\"Own\",\"type\":\"contact\",\"shared\":true}").expect(403);
        key.patch(VIEWS + "/" + own, "{\"shared\":true}").expect(403);
        key.post(VIEWS, "{\"name\":\"Own\",\"type\":\"company\"}").expect(403);
        people.signUpInto(owner, "viewer").api().post(VIEWS, "{\"name\":\"x\",\"type\":\"contact\"}").expect(403);
    }

    /** What a filter says of records is for who may read those. */
    @Test
    void areForWhoMayReadWhatTheyAreOf() {
        var view = view("{'name':'Ours','type':'contact','filter':'name[eq]:ada','shared':true}");
        var key = api.bearer(as.post("/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"views:read\"]}")
                .expect(201)
                .at(
                        "/key"));

        assertThat(ids(key.get(VIEWS))).isEmpty();
        key.get(VIEWS + "/" + view).expect(404);
        var contacts = api.bearer(as.post("/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[\"contacts:read\"]}")
                .expect(201)
                .at("/key"));
        contacts.get(CONTACTS).expect(200);
        contacts.get(CONTACTS + "?view=" + view).expect(400);
    }

    @Test
    void goWithTheirMemberUnlessTheyAreShared() {
        var member = people.signUpInto(owner, "member");
        member.api().post(VIEWS, "{\"name\":\"Mine\",\"type\":\"contact\"}").expect(201);
        var shared = member.api()
                .post(VIEWS, "{\"name\":\"Ours\",\"type\":\"contact\",\"shared\":true}")
                .expect(201)
                .id();

        as.delete("/api/v1/organization/members/" + member.userId()).expect(204);

        assertThat(ids(as.get(VIEWS))).containsExactly(shared);
        as.patch(VIEWS + "/" + shared, "{\"name\":\"Still ours\"}").expect(200);
    }

    @Test
    void areSoMany() throws SQLException {
        execute("""
                insert into views (organization_id, name, type, owner_id, author_id)
                select '%1$s', 'View ' || n, 'contact', '%2$s', '%2$s' from generate_series(1, 198) as n"""
                .formatted(owner.organizationId(), owner.userId()));

        var answers = Parallel.times(8, () -> as.post(VIEWS, "{\"name\":\"x\",\"type\":\"contact\"}"));

        assertThat(answers.stream().filter(answer -> answer.status() == 201)).hasSize(2);
        assertThat(answers.stream().filter(answer -> answer.status() == 409)).hasSize(6);
        as.post(VIEWS, "{\"name\":\"x\",\"type\":\"contact\",\"shared\":true}").expect(201);
    }

    private String view(String body) {
        return as.post(VIEWS, body.replace("\\'", "\\\"").replace('\'', '"')).expect(201).id();
    }

    private String contact(String name, String jobTitle) {
        return as.post(CONTACTS, "{\"name\":\"%s\",\"jobTitle\":\"%s\"}".formatted(name, jobTitle)).expect(201).id();
    }

    private static List<String> ids(Answer page) {
        return page.expect(200).json().at("/results").valueStream().map(one -> one.path("id").asString()).toList();
    }

    private static void execute(String statement) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser()) {
            connection.createStatement().execute(statement);
        }
    }
}
