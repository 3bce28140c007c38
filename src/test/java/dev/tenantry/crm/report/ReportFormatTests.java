package dev.tenantry.crm.report;

import java.io.StringReader;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;

import de.siegmar.fastcsv.reader.CsvReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;

import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** In what reports are told, to whom, and of what. */
class ReportFormatTests extends ApiTest {

    private static final String DEALS = "/api/v1/opportunities";
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+(\\.\\d+)?");
    private static final String HOSTILE = "=1+1</text><script>\\\"\\u0000é\\u0301 \\uD83D\\uDC69 \\u202E\\u05D0";

    private Person owner = new Person(Api.at(0), new UUID(0, 0), new UUID(0, 0), "", "", "", "");

    @BeforeEach
    void signUp() {
        owner = people.signUp();
    }

    /** Whatever a report comes to have: each figure of the answer is in the table and in the picture, under its name. */
    @Test
    void eachIsToldAsATableAndAsAPictureByAllFiguresOfTheAnswer() throws Exception {
        work();

        for (var path : reports()) {
            var any = owner.api().with("Accept", "*/*").get(path).expect(200);
            var csv = owner.api().with("Accept", "text/csv").get(path).expect(200);
            var svg = owner.api().with("Accept", "image/svg+xml").get(path).expect(200);
            var figures = new TreeSet<String>();
            collect(any.json(), "", figures);

            assertThat(any.header("Content-Type")).startsWith("application/json");
            assertThat(figures).as(path).isNotEmpty();
            assertThat(csv.header("Content-Disposition"))
                    .isEqualTo("attachment; filename=\"" + path.substring(path.lastIndexOf('/') + 1) + ".csv\"");
            assertThat(cells(csv.text())).as(path).containsAll(figures);
            var drawn = picture(svg.text()).getDocumentElement().getTextContent();
            assertThat(figures).as(path + drawn)
                    .allMatch(figure -> Pattern.compile("\\b" + Pattern.quote(figure) + "(?![\\d.])")
                            .matcher(drawn)
                            .find());
            owner.api().with("Accept", "application/pdf").get(path).expect(406);
        }
    }

    private List<String> reports() {
        var reports = api.get("/openapi.json")
                .expect(200)
                .json()
                .at("/paths")
                .propertyStream()
                .map(Map.Entry::getKey)
                .filter(path -> path.startsWith("/api/v1/reports/"))
                .toList();
        assertThat(reports).hasSizeGreaterThan(6);
        return reports;
    }

    private static Set<String> cells(String csv) {
        var rows = CsvReader.builder().ofNamedCsvRecord(csv).stream().toList();
        assertThat(rows).isNotEmpty().allMatch(row -> row.getFieldCount() == rows.getFirst().getHeader().size());
        var cells = new TreeSet<String>();
        rows.forEach(row -> row.getFieldsAsMap().forEach((name, value) -> cells.add(words(name) + " " + value)));
        return cells;
    }

    /** Money is told under the name of what it is. */
    private static void collect(JsonNode node, String name, Set<String> figures) {
        if (node.isObject() && node.has("currency") && node.has("amount") && node.size() == 2) {
            figures.add(words(name) + " " + node.at("/amount").asString());
        } else if (node.isContainer()) {
            node.propertyStream().forEach(property -> collect(property.getValue(), property.getKey(), figures));
            if (node.isArray()) {
                node.valueStream().forEach(element -> collect(element, name, figures));
            }
        } else if (node.isNumber() || node.isString() && !name.endsWith("Id") && DECIMAL.matcher(node.asString())
                .matches()) {
            figures.add(words(name) + " " + node.asString());
        }
    }

    private static String words(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static Document picture(String svg) throws Exception {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var picture = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(picture.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
        assertThat(picture.getElementsByTagName("desc").item(0).getTextContent()).isNotBlank();
        assertThat(picture.getElementsByTagName("script").getLength()).isZero();
        return picture;
    }

    @Test
    void aTextThatWouldBeAFormulaOrMarkupIsNone() {
        work();

        var path = "/api/v1/reports/lost-reasons";
        var csv = owner.api().with("Accept", "text/csv").get(path).expect(200).text();
        var svg = owner.api().with("Accept", "image/svg+xml").get(path).expect(200).text();

        assertThat(csv).contains("'=1+1</text>");
        assertThat(svg).doesNotContain("<script").contains("&#60;script&#62;");
    }

    @Test
    void tablesHaveTheFiguresOfTheAnswer() {
        work();

        var json = owner.api().get("/api/v1/reports/forecast").expect(200);
        var csv = owner.api().with("Accept", "text/csv").get("/api/v1/reports/forecast").expect(200).text();

        assertThat(json.at("/withoutDay/categories/0/amount/amount")).isEqualTo("12.50");
        assertThat(csv.lines()).contains("all,no day,,,pipeline,1,12.50,1.25,USD,0,,,,,,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipelineId=1", "teamId=1", "ownerId=00000000-0000-0000-0000-000000000001"})
    void whatIsNotThereIsRefusedByName(String filter) {
        var other = people.signUp();
        var theirs = filter.replace("00000000-0000-0000-0000-000000000001", other.userId().toString());
        for (var report : List.of("forecast", "funnel", "lost-reasons", "pipeline")) {
            var path = "/api/v1/reports/" + report + "?";
            var refused = owner.api().get(path + filter).expect(422);
            assertThat(refused.at("/errors/0/field")).isEqualTo(filter.split("=")[0]);
            assertThat(owner.api().get(path + theirs).expect(422).json().at("/errors"))
                    .isEqualTo(refused.json().at("/errors"));
        }
    }

    @Test
    void whatCannotBeAskedIsRefusedByName() {
        for (var wrong : List.of("funnel?cohort=lost", "activity?by=year", "activity?zone=Mars",
                "leads?from=2030-01-01&to=2020-01-01", "response-times?from=2010-01-01&to=2020-01-01")) {
            var field = wrong.contains("2010") || wrong.contains("2030")
                    ? "to"
                    : wrong.replaceAll(".*\\?(\\w+)=.*", "$1");
            assertThat(owner.api().get("/api/v1/reports/" + wrong).expect(400).at("/errors/0/field")).isEqualTo(field);
        }
    }

    @Test
    void figuresAreOfWhatTheCallerMayRead() throws SQLException {
        work();
        var colleague = people.signUpInto(owner, "viewer");
        var blind = people.signUpInto(owner, "client");
        var day = LocalDate.now(ZoneOffset.UTC);
        owner.api()
                .post("/api/v1/events",
                        """
                {"title": "Own", "startAt": "%1$sT00:00:01Z", "endAt": "%1$sT00:00:02Z", "visibility": "private", "ownerId": "%2$s"}"""
                                .formatted(day, owner.userId()))
                .expect(201);
        owner.api()
                .post("/api/v1/events",
                        """
                {"title": "Daily", "startAt": "%sT00:00:01Z", "endAt": "%sT00:00:02Z", "recurrenceRule": "FREQ=DAILY;COUNT=3", "ownerId": "%s"}"""
                                .formatted(day.minusDays(2), day.minusDays(2), owner.userId()))
                .expect(201);

        var activity = "/api/v1/reports/activity?from=%s&to=%s".formatted(day.minusDays(3), day);
        assertThat(owner.api().get(activity).expect(200).at("/total/eventsHeld")).isEqualTo("4");
        assertThat(colleague.api().get(activity).expect(200).at("/total/eventsHeld")).isEqualTo("3");
        assertThat(blind.api().get(activity).expect(200).json().at("/total")).isEmpty();
        blind.api().get("/api/v1/reports/funnel").expect(403);
        blind.api().get("/api/v1/reports/leads").expect(403);
    }

    @Test
    void leadsAreCountedByWhereTheyCameFromAndHowLongTheyWaited() throws SQLException {
        var won = owner.api().post(DEALS, """
                {"name": "Deal", "stage": "Won", "amount": {"amount": "70", "currency": "USD"}}""").expect(201).id();
        lead("Web", "null", "null", "interval '1 hour'");
        lead("WEB", "now()", won, "interval '3 hours'");
        lead(null, "null", "null", "null");

        var leads = owner.api().get("/api/v1/reports/leads").expect(200).json();
        var times = owner.api().get("/api/v1/reports/response-times").expect(200).json();

        assertThat(leads.at("/total").toString()).isEqualTo(
                "{\"leads\":3,\"converted\":1,\"won\":1,\"amount\":{\"amount\":\"70.00\",\"currency\":\"USD\"},\"unconverted\":0}");
        assertThat(leads.at("/sources")).hasSize(2);
        assertThat(leads.at("/months")).hasSize(3);
        assertThat(leads.at("/months/0/total/leads").asLong()).isZero();
        assertThat(leads.at("/months/2/total/leads").asLong()).isEqualTo(3);
        assertThat(leads.at("/months/2/sources/0/figures/leads").asLong()).isEqualTo(2);
        assertThat(owner.api().with("Accept", "text/csv").get("/api/v1/reports/leads").text().lines())
                .contains("whole month,%s,,0,0,0,0.00,USD,0".formatted(leads.at("/months/0/month").asString()));
        var days = owner.api().get("/api/v1/reports/activity?by=day&from=2020-02-28&to=2020-03-01").expect(200);
        assertThat(days.json().at("/periods").findValuesAsString("from")).containsExactly("2020-02-28", "2020-02-29",
                "2020-03-01");
        assertThat(days.at("/periods/1/total/dealsWon") + days.at("/periods/1/to")).isEqualTo("02020-02-29");
        assertThat(owner.api().get("/api/v1/reports/leads?source=w%C3%A9b").expect(200).at("/total/leads"))
                .isEqualTo("2");
        assertThat(times.at("/leads").toString())
                .isEqualTo("{\"answered\":2,\"waiting\":1,\"medianSeconds\":7200,\"p90Seconds\":10080}");
    }

    /** More often than a calendar shows it, and than a rule is followed at once. */
    @Test
    void whatTakesPlaceVeryOftenIsCountedAndKeepsNothingElseFromIt() {
        var colleague = people.signUpInto(owner, "member");
        var day = LocalDate.now(ZoneOffset.UTC);
        var minutes = IntStream.range(0, 24).mapToObj(String::valueOf).collect(Collectors.joining(","));
        owner.api()
                .post("/api/v1/events", """
                {"title": "Often", "startAt": "%1$sT00:00:00Z", "endAt": "%1$sT00:00:01Z", "timeZone": "UTC", "ownerId": "%2$s",
                 "recurrenceRule": "FREQ=HOURLY;BYMINUTE=%3$s"}"""
                        .formatted(day.minusDays(100), owner.userId(), minutes))
                .expect(201);

        var activity = "/api/v1/reports/activity?zone=UTC&from=%s&to=%s".formatted(day.minusDays(100),
                day.minusDays(1));
        assertThat(owner.api().get(activity).expect(200).at("/total/eventsHeld")).isEqualTo("57600");
        assertThat(owner.api().get(activity + "&ownerId=" + owner.userId()).expect(200).at("/total/eventsHeld"))
                .isEqualTo("57600");
        assertThat(owner.api().get(activity + "&ownerId=" + colleague.userId()).expect(200).at("/total/eventsHeld"))
                .isEqualTo("0");
    }

    /** Each alone is within what an answer follows, and both together are not. */
    @Test
    void seriesAreCountedAsFarAsOneAnswerGoesTogether() {
        var colleague = people.signUpInto(owner, "member");
        var day = LocalDate.now(ZoneOffset.UTC);
        var minutes = IntStream.range(0, 24).mapToObj(String::valueOf).collect(Collectors.joining(","));
        for (var one : List.of(owner, colleague)) {
            owner.api()
                    .post("/api/v1/events", """
                    {"title": "Often", "startAt": "%1$sT00:00:00Z", "endAt": "%1$sT00:00:01Z", "timeZone": "UTC", "ownerId": "%2$s",
                     "recurrenceRule": "FREQ=HOURLY;BYMINUTE=%3$s"}"""
                            .formatted(day.minusDays(1_000), one.userId(), minutes))
                    .expect(201);
        }

        var activity = "/api/v1/reports/activity?zone=UTC&from=%s&to=%s".formatted(day.minusDays(1_000),
                day.minusDays(1));
        assertThat(owner.api().get(activity).expect(400).text()).contains("1000000", "for a member");
        assertThat(owner.api().get(activity + "&ownerId=" + colleague.userId()).expect(200).at("/total/eventsHeld"))
                .isEqualTo("576000");
    }

    @Test
    void mailsWithoutAnAnswerWaitForWhomTheyWereWrittenTo() {
        var colleague = people.signUpInto(owner, "member");
        owner.api()
                .post("/api/v1/emails",
                        """
                {"messageId": "<one@customer.example>", "from": "zoe@customer.example", "to": ["%s"], "subject": "Offer", "text": "Hello"}"""
                                .formatted(owner.email()))
                .expect(201);

        var times = "/api/v1/reports/response-times?ownerId=";
        var own = owner.api().get(times + owner.userId()).expect(200);
        assertThat(own.at("/emails/waiting")).isEqualTo("1");
        assertThat(own.at("/members/0/memberId")).isEqualTo(owner.userId().toString());
        assertThat(owner.api().get(times + colleague.userId()).expect(200).at("/emails/waiting")).isEqualTo("0");
    }

    private void lead(String source, String converted, String deal, String waited) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(
                        """
                        insert into leads (organization_id, name, source, status, converted_at, opportunity_id, first_response_at)
                        values (?, 'Lead', ?, case when %1$s is null then 'new' else 'converted' end, %1$s, %2$s, now() + %3$s)"""
                                .formatted("cast(" + converted + " as timestamptz)", deal, waited))) {
            statement.setObject(1, owner.organizationId());
            statement.setString(2, source);
            statement.executeUpdate();
        }
    }

    private void work() {
        var reason = owner.api()
                .post("/api/v1/lost-reasons", "{\"name\": \"%s\"}".formatted(HOSTILE.replace("\\u0000", "")))
                .expect(201)
                .id();
        owner.api()
                .post(DEALS, """
                {"name": "Deal", "stage": "Lost", "lostReasonId": "%s", "ownerId": "%s"}""".formatted(reason,
                        owner.userId()))
                .expect(201);
        var deal = owner.api()
                .post(DEALS, "{\"name\": \"Deal\", \"amount\": {\"amount\": \"12.5\", \"currency\": \"USD\"}}")
                .expect(201)
                .id();
        owner.api()
                .post(DEALS,
                        """
                {"name": "Won", "stage": "Won", "startedOn": "%s", "ownerId": "%s", "amount": {"amount": "70.25", "currency": "USD"}}"""
                                .formatted(LocalDate.now(ZoneOffset.UTC).minusDays(9), owner.userId()))
                .expect(201);
        owner.api()
                .post(DEALS, """
                {"name": "Late", "expectedCloseOn": "2020-01-01", "amount": {"amount": "41.5", "currency": "EUR"}}""")
                .expect(201);
        owner.api()
                .post("/api/v1/notes", "{\"body\": \"Called\", \"opportunityId\": \"%s\"}".formatted(deal))
                .expect(201);
        owner.api()
                .post("/api/v1/leads",
                        "{\"name\": \"Lead\", \"source\": \"%s\"}".formatted(HOSTILE.replace("\\u0000", "")))
                .expect(201);
    }
}
