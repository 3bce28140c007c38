package dev.tenantry.tenancy;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.People;

import static org.assertj.core.api.Assertions.assertThat;

/** What people are in an organization: readers, clients, admins. */
class ExtensionTests extends ApiTest {

    private static final String READER = "/api/v1/profile/extensions/reader";
    private static final String CLIENT = "/api/v1/profile/extensions/client";
    private static final String ADMIN = "/api/v1/profile/extensions/admin";

    @Test
    void tellsOfAReader() {
        var person = people.signUp();
        person.api().get(READER).expect(404);
        person.api().patch(READER, "{}").expect(404);

        var made = person.api()
                .put(READER, """
                {"specializations": ["love", "work"], "experienceYears": 7, "readingRate": "2.50",
                 "availabilitySchedule": {"monday": ["09:00"]}, "certifications": [], "languages": ["en", "de-AT"]}""")
                .expect(200);
        var patched = person.api().with("If-Match", made.header("ETag")).patch(READER, """
                {"readingRate": "3.00", "languages": null}""").expect(200);

        assertThat(made.json().at("/readingRate").isString()).isTrue();
        assertThat(made.at("/readingRate")).isEqualTo("2.50");
        assertThat(patched.at("/readingRate")).isEqualTo("3.00");
        assertThat(patched.json().has("languages")).isFalse();
        assertThat(patched.at("/specializations/1")).isEqualTo("work");
        person.api().with("If-Match", made.header("ETag")).put(READER, "{}").expect(412);
        person.api().delete(READER).expect(204);
        person.api().get(READER).expect(404);
        person.api().delete(READER).expect(404);
    }

    @Test
    void tellsOfAClientWhatIsNobodyElsesBusiness() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "member");

        var made = guest.api()
                .put(CLIENT, """
                {"birthChartData": {"sun": "leo-secret"}, "preferredReaders": ["%s"]}""".formatted(host.userId()))
                .expect(200);

        assertThat(made.at("/birthChartData/sun")).isEqualTo("leo-secret");
        assertThat(made.json().at("/readingHistoryCount").asInt()).isZero();
        host.api().get(CLIENT).expect(404);
        var stranger = guest.api().put(CLIENT, """
                {"preferredReaders": ["%s"]}""".formatted(UUID.randomUUID())).expect(422);
        assertThat(stranger.at("/errors/0/field")).isEqualTo("preferredReaders[0]");
        assertThat(host.api().get("/api/v1/audit-logs").text()).contains("user-profile.created", "birthChartData")
                .doesNotContain("leo-secret");
    }

    @Test
    void tellsOfAdminsWhatTheirRolesGrant() {
        var host = people.signUp();
        var guest = people.signUpInto(host, "member");

        var made = host.api().put(ADMIN, "{\"department\": \"Support\"}").expect(200);

        assertThat(made.json().at("/adminPermissions").toString()).contains("organization:update");
        guest.api().put(ADMIN, "{\"department\": \"Support\"}").expect(403);
        var refused = host.api().patch(ADMIN, "{\"adminPermissions\": [\"everything\"]}").expect(422);
        assertThat(refused.at("/errors/0/field")).isEqualTo("adminPermissions");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            reader | {"birthChartData": {}}              | 400 | birthChartData
            reader | {"department": "x"}                 | 400 | department
            client | {"readingRate": "1.00"}             | 400 | readingRate
            admin  | {"specializations": []}             | 400 | specializations
            reader | {"readingRate": "-1"}               | 422 | readingRate
            reader | {"readingRate": "1.005"}            | 422 | readingRate
            reader | {"experienceYears": 101}            | 422 | experienceYears
            reader | {"languages": ["xq"]}               | 422 | languages[0]
            client | {"readingHistoryCount": 7}          | 422 | readingHistoryCount
            """)
    void refusesTheFieldsOfAnotherType(String type, String body, int status, String field) {
        var refused = people.signUp().api().put("/api/v1/profile/extensions/" + type, body).expect(status);

        assertThat(refused.at("/errors/0/field")).startsWith(field);
    }

    @Test
    void isThereOnceHoweverManyMakeIt() {
        var person = people.signUp();

        var answers = Parallel.times(20, () -> person.api().put(READER, "{\"experienceYears\": 1}"));

        assertThat(answers).allSatisfy(answer -> answer.expect(200));
        assertThat(answers.stream().map(answer -> answer.at("/id")).distinct()).hasSize(1);
    }

    @Test
    void isAnotherOneInEachOrganization() {
        var host = people.signUp();
        var guest = people.signUp();
        guest.api().put(READER, "{\"experienceYears\": 1}").expect(200);
        People.join(guest.userId(), host.organizationId(), "member");

        people.switchTo(guest, host.organizationId()).api().get(READER).expect(404);
    }
}
