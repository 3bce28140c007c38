package dev.tenantry.crm;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class PipelineTests extends ApiTest {

    private static final String OPPORTUNITIES = "/api/v1/opportunities";
    private Api own = Api.at(0);
    private String path = "";
    private String[] ids = {};

    @BeforeEach
    void makeAPipeline() {
        own = people.signUp().api();
        var made = own.post("/api/v1/pipelines", """
                {"name": "P", "stages": [%s, %s, %s]}"""
                .formatted(stage("A", "open"), stage("B", "open"), stage("C", "won"))).expect(201);
        path = "/api/v1/pipelines/" + made.id();
        ids = new String[]{made.at("/stages/0/id"), made.at("/stages/1/id"), made.at("/stages/2/id")};
    }

    @Test
    void faultsAreToldOfFieldsThatThereAre() {
        var closed = own.post("/api/v1/pipelines", "{\"name\":\"x\",\"stages\":[%s,%s]}"
                .formatted(stage("W", "won"), stage("O", "open")));
        var twice = own.post("/api/v1/pipelines", "{\"name\":\"x\",\"stages\":[%s,%s]}"
                .formatted(stage("O", "open"), stage("O", "open")));
        var note = own.post("/api/v1/notes", "{\"body\":\"of nothing\"}");

        assertThat(closed.expect(422).at("/errors/0/field")).isEqualTo("stages[0].kind");
        assertThat(twice.expect(422).at("/errors/0/field")).isEqualTo("stages[1].name");
        assertThat(note.expect(422).at("/errors/0/field")).isEqualTo("contactId");
    }

    @Test
    void aNameThatIsTakenIsToldWithWhoseItIs() {
        var id = path.substring(path.lastIndexOf('/') + 1);
        var other = own.post("/api/v1/pipelines", "{\"name\":\"Q\",\"stages\":[%s]}".formatted(stage("O", "open")))
                .expect(201);

        var made = own.post("/api/v1/pipelines", "{\"name\":\"ｐ\",\"stages\":[%s]}".formatted(stage("O", "open")));
        var renamed = own.put("/api/v1/pipelines/" + other.id(),
                "{\"name\":\"p\",\"stages\":[%s]}".formatted(stage("O", "open")));

        for (var refused : List.of(made, renamed)) {
            assertThat(refused.expect(409).at("/errors/0/field")).isEqualTo("name");
            assertThat(refused.at("/errors/0/message")).contains(id, "'P'");
        }
        own.put("/api/v1/pipelines/" + other.id(), "{\"name\":\"q\",\"stages\":[%s]}".formatted(stage("O", "open")))
                .expect(200);
    }

    @Test
    void thereAreAHundredAtMostHoweverManyAreMadeAtOnce() {
        var one = people.signUp().api();
        var number = new AtomicInteger();
        var made = Parallel.times(120, () -> one.post("/api/v1/pipelines", """
                {"name": "p%d", "stages": [%s]}""".formatted(number.incrementAndGet(), stage("Open", "open")))
                .status());

        assertThat(made).containsOnly(201, 409);
        assertThat(one.get("/api/v1/pipelines").expect(200).json().at("/results")).hasSize(100);
    }

    @Test
    void namesGoFromOneStageToAnother() {
        var first = deal("A");
        var second = deal("B");
        var read = own.get(OPPORTUNITIES + "/" + first.id());

        put(stage(ids[0], "B", "open"), stage(ids[1], "A", "open"), stage(ids[2], "C", "won")).expect(200);

        var now = own.get(OPPORTUNITIES + "/" + first.id());
        assertThat(now.at("/stage")).isEqualTo("B");
        assertThat(now.header("ETag")).isNotEqualTo(read.header("ETag"));
        assertThat(own.get(OPPORTUNITIES + "/" + second.id()).at("/stage")).isEqualTo("A");
        assertThat(own.get("/api/v1/audit-logs").text()).doesNotContain("\"room\"");
    }

    @Test
    void namesGoRoundAndToNewStages() {
        var deal = deal("A");

        var turned = put(stage(ids[0], "B", "open"), stage(ids[1], "C", "open"), stage(ids[2], "A", "won"))
                .expect(200);
        var anew = put(stage(ids[0], "D", "open"), stage("B", "open"), stage(ids[2], "A", "won")).expect(200);

        assertThat(turned.at("/stages/2/name")).isEqualTo("A");
        assertThat(anew.at("/stages/1/id")).isNotEqualTo(ids[0]);
        assertThat(own.get(OPPORTUNITIES + "/" + deal.id()).at("/stage")).isEqualTo("D");
    }

    @Test
    void whatNamesAStageNamesItAsItIsCalledThen() {
        var id = path.substring(path.lastIndexOf('/') + 1);
        own.post("/api/v1/pipelines", "{\"name\":\"Other\",\"stages\":[%s,%s]}"
                .formatted(stage("O", "open"), stage("B", "open"))).expect(201);
        var deal = deal("A").id();
        own.post(OPPORTUNITIES + "/" + deal + "/line-items", """
                {"name": "Loom", "unitPrice": {"amount": "1.00", "currency": "EUR"}}""").expect(201);
        var quote = "/api/v1/quotes/" + own.post("/api/v1/quotes", """
                {"opportunityId": "%s", "acceptedStage": "c"}""".formatted(deal)).expect(201).id();
        var form = "/api/v1/forms/" + own.post("/api/v1/forms", form("F", "B")).expect(201).id();
        own.put(form + "/publication", "").expect(200);
        var rule = "/api/v1/assignment-rules/" + own.post("/api/v1/assignment-rules", """
                {"name": "R", "type": "opportunity", "filter": "stage[eq]:\\"b\\",name[contains]:stage"}""")
                .expect(201)
                .id();
        var views = "/api/v1/views/";
        var view = views + own.post("/api/v1/views", """
                {"name": "V", "type": "opportunity", "filter": "pipelineId[eq]:%s,stage[nin]:(A,B)"}""".formatted(id))
                .expect(201)
                .id();

        put(stage(ids[0], "B", "open"), stage(ids[1], "A", "open"), stage(ids[2], "Done", "won")).expect(200);

        assertThat(own.get(quote).at("/acceptedStage")).isEqualTo("Done");
        assertThat(own.get(form).at("/conversion/opportunity/stage")).isEqualTo("A");
        assertThat(own.get(form).at("/changed")).isEqualTo("false");
        assertThat(own.get(form + "/versions/1").at("/conversion/opportunity/stage")).isEqualTo("A");
        assertThat(own.get(rule).at("/filter")).as("another pipeline has one of the name, too")
                .isEqualTo("and(stage[in]:(\"b\",\"A\"),name[contains]:\"stage\")");
        assertThat(own.get(view).at("/filter"))
                .isEqualTo("and(pipelineId[eq]:\"%s\",stage[nin]:(\"B\",\"A\"))".formatted(id));
    }

    @Test
    void whatIsSavedMeanwhileNamesItAsItIsCalledThen() {
        for (var names : List.of(List.of("B", "Z"), List.of("Z", "B"), List.of("B", "Z"))) {
            var turn = new AtomicInteger();
            var answers = Parallel.times(12, () -> {
                var place = turn.getAndIncrement();
                return place == 4
                        ? put(stage(ids[0], "A", "open"), stage(ids[1], names.getLast(), "open"),
                                stage(ids[2], "C", "won")).status()
                        : own.post("/api/v1/forms", form("F" + place, names.getFirst())).status();
            });
            assertThat(answers).containsAnyOf(200).allMatch(status -> status == 200 || status == 201 || status == 422);
            assertThat(own.get("/api/v1/forms?limit=200").json().at("/results"))
                    .allMatch(one -> one.at("/conversion/opportunity/stage").asString().equals(names.getLast()));
        }
    }

    @Test
    void aStageThatAnythingNamesGoesWhereThatIsMeant() {
        var deal = deal("A").id();
        own.post(OPPORTUNITIES + "/" + deal + "/line-items", """
                {"name": "Loom", "unitPrice": {"amount": "1.00", "currency": "EUR"}}""").expect(201);
        own.post("/api/v1/quotes", "{\"opportunityId\": \"%s\", \"acceptedStage\": \"C\"}".formatted(deal)).expect(201);
        var form = own.post("/api/v1/forms", form("Contact us", "b")).expect(201).id();
        own.post("/api/v1/assignment-rules", """
                {"name": "R", "type": "opportunity", "filter": "stage[eq]:B"}""").expect(201);
        var left = new String[]{stage(ids[0], "A", "open"), stage("Won", "won")};

        var refused = put(left).expect(409);

        assertThat(refused.at("/detail")).contains("(B, C)", "the form Contact us (" + form + ")", "the quote Deal",
                "the assignment rule R", "evenIfUsed=true");
        assertThat(own.get(path).json().at("/stages")).hasSize(3);
        put(stage(ids[0], "A", "open"), stage("b", "open"), stage(ids[2], "C", "won"), stage("D", "open")).expect(200);
        own.put(path + "?evenIfUsed=true", "{\"name\": \"P\", \"stages\": [" + String.join(",", left) + "]}")
                .expect(200);
    }

    private String form(String name, String stage) {
        return """
                {"name": "%s", "handling": "convert", "mapping": {"mail": "email"}, "conversion": {"opportunity": {"pipelineId": "%s", "stage": "%s"}},
                 "fields": {"type": "object", "properties": {"mail": {"type": "string", "format": "email", "title": "Mail"}}}}"""
                .formatted(name, path.substring(path.lastIndexOf('/') + 1), stage);
    }

    @Test
    void aStageThatWorkflowsNameIsRenamedWhereThatIsMeant() {
        var workflow = own
                .post("/api/v1/workflows",
                        """
                {"name": "W", "trigger": {"type": "event", "event": "opportunity.created"}, "steps": [
                  {"id": "move", "type": "update_record", "config": {"type": "opportunity", "fields": {"stage": "b"}}}]}""")
                .expect(201);
        own.put("/api/v1/workflows/" + workflow.id() + "/activation", "").expect(200);
        var stages = new String[]{stage(ids[0], "A", "open"), stage(ids[1], "Z", "open"), stage(ids[2], "C", "won")};

        assertThat(put(stages).expect(409).at("/detail")).contains("W (" + workflow.id(), "evenIfUsed=true");
        put(stage(ids[0], "Y", "open"), stage(ids[1], "B", "open"), stage(ids[2], "C", "won")).expect(200);
        own.put(path + "?evenIfUsed=true", "{\"name\": \"P\", \"stages\": [" + String.join(",", stages) + "]}")
                .expect(200);
    }

    /**
     * What names stages says them as they are called then: by a {@code StageReferences} that renames them in it, where runs carry it out by the
     * refusal of {@code UsedStages}, and what tells of the past, or of other stages, by nothing.
     */
    @Test
    void nothingElseNamesAStage() throws SQLException {
        var columns = """
                select table_name || '.' || column_name from information_schema.columns
                where table_schema = 'public' and table_name in (select tablename from pg_tables where schemaname = 'public')
                  and (column_name ~ '(^|_)stages?$' and data_type = 'text'
                    or column_name ~ '(^|_)(filters?|conditions|mapping|content|trigger_config|steps|workflow_json)$') order by 1""";
        var found = new ArrayList<String>();
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var rows = connection.createStatement().executeQuery(columns)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        assertThat(found).containsExactlyInAnyOrder("opportunities.stage", "quotes.accepted_stage",
                "forms.content", "form_versions.content", "views.filter", "assignment_rules.filter", "imports.mapping",
                "workflow_definitions.steps", "workflow_definitions.trigger_config", "workflow_drafts.steps",
                "workflow_drafts.trigger_config", "workflow_triggers.trigger_config", "workflow_versions.workflow_json",
                "workflow_versions.free_steps", "workflow_waits.filter", "automations.conditions",
                "opportunity_stage_history.stage", "workflow_admissions.stage", "audit_log_exports.filters",
                "leads.utm_content");
    }

    @Test
    void aNameOccursOnceHoweverItIsWritten() {
        for (var twin : new String[]{"A", "a", "\u00c1", "\uff21", " A"}) {
            var refused = put(stage("A", "open"), stage("B", "open"), stage(twin, "won")).expect(422);
            var unmade = own.post("/api/v1/pipelines", "{\"name\": \"Q\", \"stages\": [" + stage("A", "open") + ","
                    + stage(twin, "won") + "]}").expect(422);

            assertThat(refused.at("/errors/0/field")).isEqualTo("stages[2].name");
            assertThat(unmade.at("/errors/0/field")).isEqualTo("stages[1].name");
        }
    }

    @Test
    void anIdOccursOnce() {
        var refused = put(stage(ids[0], "A", "open"), stage(ids[0], "B", "open")).expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo("stages[1].id");
        assertThat(own.get(path).json().at("/stages")).hasSize(3);
    }

    @Test
    void aStageThatHoldsDealsStaysOfItsKind() {
        deal("B");
        own.delete(OPPORTUNITIES + "/" + deal("B").id()).expect(204);

        var refused = put(stage(ids[0], "A", "open"), stage(ids[1], "B", "lost"), stage(ids[2], "C", "won"))
                .expect(409);
        put(stage(ids[0], "A", "open"), stage(ids[1], "B", "open"), stage(ids[2], "C", "lost")).expect(200);

        assertThat(refused.at("/errors/0/field")).isEqualTo("stages[1].kind");
        assertThat(refused.at("/detail")).contains("2 opportunities");
    }

    @Test
    void aStageThatHoldsDealsStays() {
        deal("B");

        var refused = put(stage(ids[0], "A", "open"), stage(ids[2], "C", "won")).expect(409);

        assertThat(refused.at("/errors/0/field")).isEqualTo("stages");
        assertThat(refused.at("/detail")).contains("the stage B holds 1 opportunities");
    }

    private Answer put(String... stages) {
        return own.put(path, "{\"name\": \"P\", \"stages\": [" + String.join(",", stages) + "]}");
    }

    private Answer deal(String stage) {
        return own.post(OPPORTUNITIES, """
                {"name": "Deal", "pipelineId": "%s", "stage": "%s"}"""
                .formatted(path.substring(path.lastIndexOf('/') + 1), stage)).expect(201);
    }

    private static String stage(String name, String kind) {
        return "{\"name\": \"%s\", \"kind\": \"%s\", \"probability\": 50}".formatted(name, kind);
    }

    private static String stage(String id, String name, String kind) {
        return "{\"id\": \"%s\", \"name\": \"%s\", \"kind\": \"%s\", \"probability\": 50}".formatted(id, name, kind);
    }
}
