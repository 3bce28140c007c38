package dev.tenantry.shared.listing;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

import dev.tenantry.support.Api;
import dev.tenantry.support.IntegrationTest;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListTests {

    private static final String COMPANIES = "/api/v1/companies";
    private static final String TASKS = "/api/v1/tasks";

    @LocalServerPort
    private int port;
    private Api api = Api.at(0);
    private Api inAuckland = Api.at(0);

    @BeforeAll
    void listSome() {
        api = withCompanies();
        inAuckland = withTasks();
    }

    private Api withTasks() {
        var someone = People.at(port).signUp().api();
        someone.patch("/api/v1/profile", "{\"timezone\": \"Pacific/Auckland\"}").expect(200);
        var times = Map.of("first", "2026-01-01T00:00:00", "noon", "2026-01-30T12:00:00", "last", "2026-01-31T23:30:00",
                "next", "2026-02-01T00:00:00");
        times.forEach((title, time) -> someone
                .post(TASKS, "{\"title\": \"%s\", \"dueAt\": \"%s+13:00\"}".formatted(title, time))
                .expect(201));
        return someone;
    }

    private Api withCompanies() {
        var someone = People.at(port).signUp().api();
        var inputs = new ArrayList<String>();
        for (var number = 0; number < 23; number++) {
            var sector = number % 3 == 0 ? "" : ", \"sector\": \"sector %d\"".formatted(number % 4);
            inputs.add("""
                    {"properties": {"name": "Company %02d", "employees": %d%s}}""".formatted(number, number % 5,
                    sector));
        }
        someone.post(COMPANIES + "/batch/create", "{\"inputs\": [" + String.join(",", inputs) + "]}").expect(200);
        return someone;
    }

    @ParameterizedTest
    @ValueSource(strings = {"+999999999-01-01T00:00:00Z", "-0001-01-01T00:00:00Z", "+300000-01-01"})
    void refusesTimesThatNobodyWritesInRfc3339(String time) {
        var filter = URLEncoder.encode("createdAt[gt]:\"" + time + "\"", StandardCharsets.UTF_8);

        var refused = api.get(COMPANIES + "?filter=" + filter).expect(400);

        assertThat(refused.at("/errors/0/field")).isEqualTo("createdAt");
    }

    /** Those of whoever asks. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [eq]:2026-01-31                                 | last
            [neq]:2026-01-31                                | first,noon,next
            [lt]:2026-01-31                                 | first,noon
            [lte]:2026-01-31                                | first,noon,last
            [gt]:2026-01-31                                 | next
            [gte]:2026-01-31                                | last,next
            [between]:(2026-01-01,2026-01-31)               | first,noon,last
            [between]:(2026-01-01T12:00:00Z,2026-01-30)     | noon
            [between]:(2026-01-31,2026-01-31T10:30:00Z)     | last
            [in]:(2026-02-01,2026-01-29T23:00:00Z)          | noon,next
            [nin]:(2026-02-01,2026-01-30)                   | first,last
            [lte]:9999-12-31                                | first,noon,last,next
            """)
    void comparesTimesWithWholeDays(String condition, String expected) {
        var found = inAuckland.get(TASKS + "?sort=dueAt&filter=" + encoded("dueAt" + condition)).expect(200);

        assertThat(found.json().at("/results").valueStream().map(row -> row.at("/title").asString()))
                .containsExactly(expected.split(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[eq]:2026-02-30", "[lte]:(2026-01-01,2026-01-02)", "[between]:2026-01-01",
        "[is]:2026-01-01", "[in]:(2026-01-01,NULL)"})
    void refusesDaysThatItCannotCompareWith(String condition) {
        var refused = api.get(COMPANIES + "?filter=" + encoded("createdAt" + condition)).expect(400);

        assertThat(refused.at("/errors/0/field")).isEqualTo("createdAt");
    }

    /** As JSON, a character may be six. */
    @Test
    void endsAPageBeforeItsAnswerIsLarge() {
        var contact = api.post("/api/v1/contacts", "{\"name\": \"Ada\", \"email\": \"ada@example.test\"}").expect(201);
        for (var number = 0; number < 16; number++) {
            api.post("/api/v1/notes", "{\"contactId\": \"%s\", \"body\": \"%s\"}".formatted(contact.at("/id"),
                    "x" + "\\u0001".repeat(49_999))).expect(201);
        }

        assertThat(sizes("/api/v1/notes?limit=200")).containsExactly(13, 3);
        assertThat(sizes("/api/v1/notes?limit=5")).containsExactly(5, 5, 5, 1);
        assertThat(sizes("/api/v1/audit-logs?limit=200").getFirst()).isBetween(10, 15);
    }

    /** How many rows the pages of a list have, none of which is too large. */
    private List<Integer> sizes(String list) {
        var sizes = new ArrayList<Integer>();
        for (var path = list; !path.isEmpty();) {
            var page = api.get(path).expect(200);
            assertThat(page.text()).hasSizeLessThan(5_000_000);
            sizes.add(page.json().at("/results").size());
            path = page.at("/paging/next/link");
        }
        return sizes;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "name", "-name", "sector", "-sector,employees", "employees,-sector", "-createdAt",
        "externalId", "id"})
    void visitsEveryRowOnceWhateverIsInsertedMeanwhile(String sort) {
        var someone = withCompanies();
        var seen = new ArrayList<String>();
        var path = COMPANIES + "?limit=4" + (sort.isEmpty() ? "" : "&sort=" + sort);

        while (!path.isEmpty()) {
            var page = someone.get(path).expect(200);
            page.json().at("/results").forEach(row -> seen.add(row.at("/name").asString()));
            path = page.at("/paging/next/link");
            someone.post(COMPANIES, "{\"name\": \"Late\", \"sector\": \"sector 1\", \"employees\": 2}").expect(201);
        }

        seen.removeIf("Late"::equals);
        assertThat(seen).hasSize(23).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name[eq]:"Company 05"                                    | 1
            name[eq]:"COMPANY 05"                                    | 1
            name[contains]:"pany 1"                                  | 10
            name[startsWith]:"Company 2"                             | 3
            employees[gte]:3                                         | 8
            employees[between]:(1,2)                                 | 10
            employees[in]:(0,4),name[contains]:"0"                   | 6
            sector[is]:NULL                                          | 8
            sector[is]:NOT_NULL                                      | 15
            sector[neq]:"sector 1"                                   | 19
            sector[nin]:("sector 1","sector 2")                      | 15
            or(employees[eq]:0,sector[is]:NULL)                      | 11
            or(and(employees[eq]:0,sector[is]:NULL),name[eq]:"Company 01") | 3
            name[contains]:"%"                                       | 0
            """)
    void filters(String filter, int expected) {
        var answer = api.get(COMPANIES + "?limit=200&total=true&filter=" + encoded(filter)).expect(200);

        assertThat(answer.json().at("/results").size()).as(filter).isEqualTo(expected);
        assertThat(answer.json().at("/total").asInt()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            filter=wealth[eq]:1           | unknown-parameter | wealth
            filter=employees[like]:1      | unknown-parameter | employees[like]
            filter=employees[contains]:1  | unknown-parameter | employees[contains]
            filter=employees[eq]:many     | malformed         | employees
            filter=employees[eq]          | malformed         | filter
            filter=employees[eq]:1,       | malformed         | filter
            filter=or(employees[eq]:1     | malformed         | filter
            filter=name[eq]:"x            | malformed         | filter
            filter=createdAt[gt]:soon     | malformed         | createdAt
            sort=wealth                   | unknown-parameter | wealth
            sort=name,name                | malformed         | sort
            limit=0                       | malformed         | limit
            limit=201                     | malformed         | limit
            limit=ten                     | malformed         | limit
            limit=01                      | malformed         | limit
            limit=+1                      | malformed         | limit
            limit=\u0661                  | malformed         | limit
            filter=id[eq]:"\u0661"        | malformed         | id
            filter=id[eq]:"01"            | malformed         | id
            filter=employees[gt]:"\u0661" | malformed         | employees
            total=yes                     | malformed         | total
            offset=10                     | unknown-parameter | offset
            after=bm9uc2Vuc2U             | invalid-cursor    |
            """)
    void namesWhatItCannotDo(String query, String code, String field) {
        var parts = query.split("=", 2);

        var answer = api.get(COMPANIES + "?" + parts[0] + "=" + encoded(parts[1]));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/code")).isEqualTo(code);
        if (field != null) {
            assertThat(answer.at("/errors/0/field")).isEqualTo(field);
        }
    }

    @Test
    void refusesACursorOfAnotherList() {
        var cursor = api.get(COMPANIES + "?limit=2&sort=name").at("/paging/next/after");

        assertThat(api.get(COMPANIES + "?limit=2&sort=-name&after=" + cursor).at("/code")).isEqualTo("invalid-cursor");
        assertThat(api.get(COMPANIES + "?limit=2&sort=name&filter=" + encoded("employees[eq]:1") + "&after=" + cursor)
                .at("/code"))
                .isEqualTo("invalid-cursor");
        assertThat(api.get(COMPANIES + "?limit=3&sort=name&after=" + cursor).status()).isEqualTo(200);
    }

    @Test
    void searchesByJson() {
        var answer = api.post(COMPANIES + "/search", """
                {"filterGroups": [{"filters": [{"field": "employees", "operator": "eq", "value": 0}, {"field": "sector", "operator": "is"}]},
                                  {"filters": [{"field": "name", "operator": "in", "values": ["Company 01", "Company 02"]}]}],
                 "sort": "name", "limit": 3, "total": true}""").expect(200);

        assertThat(answer.json().at("/total").asInt()).isEqualTo(4);
        assertThat(answer.json().at("/results")).extracting(row -> row.at("/name").asString())
                .isEqualTo(List.of("Company 00", "Company 01", "Company 02"));
        assertThat(answer.at("/paging/next/after")).isNotEmpty();
    }

    @Test
    void findsByWordsAndDespiteATypo() {
        var someone = withCompanies();
        someone.post(COMPANIES,
                "{\"name\": \"Acme Corporation\", \"location\": \"Philippines\", \"sector\": \"technology\"}")
                .expect(201);

        assertThat(found(someone, "acme")).containsExactly("Acme Corporation");
        assertThat(found(someone, "philippines corp")).containsExactly("Acme Corporation");
        assertThat(found(someone, "corporatoin")).containsExactly("Acme Corporation");
        assertThat(found(someone, "100%_\\")).isEmpty();
        assertThat(found(someone, "ac")).containsExactly("Acme Corporation");
    }

    private List<String> found(Api someone, String text) {
        return someone.get(COMPANIES + "?q=" + encoded(text))
                .expect(200)
                .json()
                .at("/results")
                .valueStream()
                .map(row -> row.at("/name").asString())
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
