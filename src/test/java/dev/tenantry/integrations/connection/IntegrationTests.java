package dev.tenantry.integrations.connection;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.integrations.Integrations;
import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.Operation.Channel;
import dev.tenantry.integrations.OtherSide;
import dev.tenantry.integrations.OtherSide.Said;
import dev.tenantry.notification.Mail;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Integrations over HTTP, with servers on the other side that speak what real ones speak. */
class IntegrationTests extends ApiTest {

    private static final String PATH = "/api/v1/integrations";
    private static final String SECRET = "s3cret-that-must-not-be-seen";
    private static final String BASIC = "Basic QUMxOnMzY3JldC10aGF0LW11c3Qtbm90LWJlLXNlZW4=";

    @Autowired
    private Integrations integrations;
    @Autowired
    private HealthCheck health;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private PlatformTransactionManager transactions;

    private final OtherSide other = new OtherSide();
    private Person person;
    private Api owner;

    @BeforeEach
    void signUp() {
        person = people.signUp();
        owner = person.api();
    }

    @AfterEach
    void close() {
        other.close();
    }

    /** What a request has by itself is nobody's to say, by whichever field. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "{'url':'URL','headers':{'X-Own':'1','hOst':'evil.example'}}         | configuration.headers.hOst",
        "{'url':'URL','authentication':'api-key','apiKeyHeader':'Connection'} | configuration.apiKeyHeader",
    })
    void refusesHeadersThatRequestsHaveByThemselves(String configuration, String field) {
        var refused = owner.post(PATH, "{\"name\":\"Stock\",\"provider\":\"http\",\"configuration\":%s}"
                .formatted(configuration.replace('\'', '"').replace("URL", other.url()))).expect(422);

        assertThat(refused.at("/errors/0/field") + " " + refused.at("/errors/0/code"))
                .isEqualTo(field + " invalid-header");
    }

    /** Whatever there is, somebody connects it: those that are asked otherwise have tests of their own. */
    @Test
    void everyProviderIsConnectedByATest() {
        var lines = Arrays.stream(getClass().getDeclaredMethods())
                .filter(method -> method.getName().startsWith("connectsWhereTheOtherSide"))
                .flatMap(method -> Arrays.stream(method.getAnnotation(CsvSource.class).value()))
                .map(line -> line.substring(0, line.indexOf('|')).strip());

        var known = owner.get("/api/v1/integration-providers").expect(200).json().path("results").valueStream();

        assertThat(known.map(provider -> provider.path("name").asString())).isNotEmpty()
                .isSubsetOf(Stream.concat(lines, Stream.of("slack", "smtp", "google")).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "twilio | {'accountSid':'AC1','from':'+4930123','baseUrl':'URL'} | authToken | GET /2010-04-01/Accounts/AC1.json | "
                + BASIC,
        "openai | {'model':'small','baseUrl':'URL/v1'}                   | apiKey    | GET /v1/models                    | Bearer "
                + SECRET,
        "stripe | {'baseUrl':'URL'}                                      | secretKey | GET /v1/balance                   | Bearer "
                + SECRET,
        "http   | {'url':'URL/api','testPath':'me','authentication':'bearer'} | secret | GET /api/me                     | Bearer "
                + SECRET})
    void connectsWhereTheOtherSideTakesItAndTellsNoCredentials(String provider, String configuration, String credential,
            String asked, String authorization) {
        var created = create(provider, configuration, credential, SECRET).expect(201);
        other.says(500, "a\u0000b");
        assertThat(owner.post(PATH + "/" + created.id() + "/tests", "{}").expect(200).text()).contains("500: ab");
        other.asked().clear();
        other.says(401, "{\"error\": {\"message\": \"I know no " + SECRET + "\"}}");

        var refused = owner.put(PATH + "/" + created.id() + "/connection", "").expect(409);
        var pending = owner.get(PATH + "/" + created.id()).expect(200);
        other.says(200, "{}");
        var connected = owner.put(PATH + "/" + created.id() + "/connection", "").expect(200);

        assertThat(refused.text()).contains("401 (not authorized): I know no ***");
        assertThat(pending.at("/status")).isEqualTo("pending");
        assertThat(pending.at("/lastError")).contains("I know no ***");
        assertThat(connected.at("/status")).isEqualTo("connected");
        assertThat(connected.at("/lastError")).isEmpty();
        assertThat(connected.at("/lastSyncAt")).isNotEmpty();
        assertThat(connected.json().at("/credentialNames")).hasToString("[\"" + credential + "\"]");
        assertThat(other.last().method() + " " + other.last().path()).isEqualTo(asked);
        assertThat(other.last().authorization()).isEqualTo(authorization);
        assertThat(created.text() + refused.text() + pending.text() + connected.text() + log()).doesNotContain(SECRET);
    }

    /** What has been tested is connected, and nothing else. */
    @Test
    void isNotConnectedWhereItChangesWhileItIsTested() {
        var id = create("openai", "{'model':'small','baseUrl':'URL'}", "apiKey", SECRET).expect(201).id();
        other.says(_ -> {
            owner.patch(PATH + "/" + id, "{\"configuration\": {\"model\": \"large\"}}").expect(200);
            return new Said(200, "{\"data\":[]}");
        });

        var refused = owner.put(PATH + "/" + id + "/connection", "").expect(409);

        assertThat(refused.text()).contains("changed while it was tested");
        assertThat(owner.get(PATH + "/" + id).at("/status")).isEqualTo("pending");
    }

    /** A server that answers anything with 200 is no language model. */
    @Test
    void aLanguageModelIsConnectedOnlyWhereItListsModels() {
        var id = create("openai", "{'model':'small','baseUrl':'URL/v1'}", "apiKey", SECRET).expect(201).id();
        other.says(200, "{\"ok\": true}");

        var tested = owner.post(PATH + "/" + id + "/tests", "{}").expect(200);
        var refused = owner.put(PATH + "/" + id + "/connection", "").expect(409);

        assertThat(tested.text()).contains("the server's answer is no list of models");
        assertThat(refused.text()).contains("the server's answer is no list of models");
    }

    @Test
    void aSecretIsNowhereInTheDatabaseButAsItsCiphertext() throws SQLException {
        var id = create("twilio", "{'accountSid':'AC1','from':'+4930123','baseUrl':'URL'}", "authToken", SECRET).id();
        other.says(500, "it was " + SECRET);
        owner.post(PATH + "/" + id + "/tests", "{}").expect(200);
        owner.patch(PATH + "/" + id, "{\"credentials\": {\"authToken\": \"" + SECRET + "2\"}}").expect(200);

        assertThat(placesOf(SECRET)).isEmpty();
        assertThat(placesOf("AC1")).contains("public.integrations.configuration");
        assertThat(in(() -> jdbc.sql("select credentials::text from integrations where organization_id = app.org_id()")
                .query(String.class)
                .single())).contains("v1:1:");
    }

    /** Another port is another server, and a connection that is not encrypted tells anybody. */
    @ParameterizedTest
    @ValueSource(strings = {"\"port\": 2525", "\"security\": \"tls\""})
    void mailCredentialsDoNotFollowAPortOrAnotherEncryption(String change) {
        var id = create("smtp", "{\"host\": \"mail.example.com\", \"from\": \"a@b.example\", \"username\": \"a\"}",
                "password",
                SECRET).id();

        assertThat(owner.patch(PATH + "/" + id, "{\"configuration\": {%s}}".formatted(change))
                .expect(422)
                .at("/errors/0/field")).isEqualTo("credentials");
    }

    @Test
    void credentialsDoNotFollowAConfigurationThatLeadsElsewhere() {
        var id = create("openai", "{'model':'small','baseUrl':'URL'}", "apiKey", SECRET).id();

        owner.patch(PATH + "/" + id, "{\"configuration\": {\"model\": \"large\"}}").expect(200);
        var refused = owner.patch(PATH + "/" + id, "{\"configuration\": {\"baseUrl\": \"https://evil.example\"}}");

        assertThat(refused.expect(422).at("/errors/0/code")).isEqualTo("state-anew");
        owner.patch(PATH + "/" + id, """
                {"configuration": {"baseUrl": "https://other.example"}, "credentials": {"apiKey": "another"}}""")
                .expect(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "carrier-pigeon | {}                                    | x         | provider",
        "openai         | {'model':'small','url':'x'}           | apiKey    | configuration.url",
        "openai         | {'baseUrl':'https://a.example/v1'}    | apiKey    | configuration.model",
        "openai         | {'model':'small'}                     | password  | credentials.apiKey",
        "smtp           | {'host':'not a host','from':'a@b.example'} | password | configuration.host"})
    void refusesWhatTheProviderDoesNotTake(String provider, String configuration, String credential, String field) {
        var refused = create(provider, configuration, credential, SECRET).expect(422);

        assertThat(refused.json().at("/errors").findValuesAsString("field")).contains(field);
        assertThat(refused.text()).doesNotContain(SECRET);
    }

    /** They could not be hidden in what is answered. */
    @Test
    void refusesCredentialsThatAreAPartOfAnything() {
        var refused = create("openai", "{'model':'small'}", "apiKey", "abc").expect(422);

        assertThat(refused.at("/errors/0/field")).isEqualTo("credentials.apiKey");
        assertThat(refused.at("/errors/0/code")).isEqualTo("too-short");
        create("openai", "{'model':'small'}", "apiKey", "abcd").expect(201);
    }

    @Test
    void refusesPrivateAddresses() {
        var id = create("http", "{'url':'http://127.0.0.1:1/'}", "secret", SECRET).id();

        var tested = owner.post(PATH + "/" + id + "/tests", "{}").expect(200);

        assertThat(tested.at("/succeeded")).isEqualTo("false");
        assertThat(tested.at("/error")).isNotEmpty().doesNotContain("refused connection");
        assertThat(tested.json().has("statusCode")).isFalse();
    }

    @Test
    void sendsTextsByTwilio() {
        var id = connected("twilio", "{'accountSid':'AC1','from':'+4930123','baseUrl':'URL'}", "authToken");
        other.says(201, "{\"sid\": \"SM1\", \"status\": \"queued\"}");

        var sent = ask(id, new Operation.SendText(Channel.SMS, "+4915112345678", "Grüße"));
        var sms = other.last();
        ask(id, new Operation.SendText(Channel.WHATSAPP, "+4915112345678", "Hi"));

        assertThat(sent.result()).hasToString("{\"id\":\"SM1\",\"status\":\"queued\"}");
        assertThat(sms.path()).isEqualTo("/2010-04-01/Accounts/AC1/Messages.json");
        assertThat(sms.contentType()).startsWith("application/x-www-form-urlencoded");
        assertThat(sms.body().split("&")).containsExactlyInAnyOrder("To=%2B4915112345678", "From=%2B4930123",
                "Body=Gr%C3%BC%C3%9Fe");
        assertThat(other.last().body()).contains("To=whatsapp%3A%2B4915112345678", "From=whatsapp%3A%2B4930123");
    }

    @Test
    void postsToSlack() {
        other.says(asked -> asked.body().contains("\"text\":\"\"") ? new Said(400, "no_text") : new Said(200, "ok"));
        var id = create("slack", "{}", "webhookUrl", other.url() + "/services/T1/B1/x").id();
        owner.put(PATH + "/" + id + "/connection", "").expect(200);

        var posted = ask(UUID.fromString(id), new Operation.Post("Won!"));

        assertThat(posted.isSuccess()).isTrue();
        assertThat(other.last().body()).isEqualTo("{\"text\":\"Won!\"}");
        assertThat(other.last().path()).isEqualTo("/services/T1/B1/x");
    }

    @Test
    void asksLanguageModelsAndCountsTokens() {
        var id = connected("openai", "{'model':'small','baseUrl':'URL/v1'}", "apiKey");
        other.says(200, """
                {"model": "small-1", "choices": [{"message": {"role": "assistant", "content": "Hello"}, "finish_reason": "stop"}],
                 "usage": {"prompt_tokens": 12, "completion_tokens": 3}}""");

        var completed = ask(id, new Operation.Complete("Be brief", "Greet", 50));
        var usage = owner.get("/api/v1/integration-usage-logs/summary").expect(200);

        assertThat(completed.result().path("text").asString()).isEqualTo("Hello");
        assertThat(other.last().path()).isEqualTo("/v1/chat/completions");
        assertThat(new JsonMapper().readTree(other.last().body())).isEqualTo(new JsonMapper().readTree("""
                {"model": "small", "max_tokens": 50, "messages":
                    [{"role": "system", "content": "Be brief"}, {"role": "user", "content": "Greet"}]}"""));
        assertThat(usage.at("/results/0/operationType")).isEqualTo("complete");
        assertThat(usage.at("/results/0/tokensIn")).isEqualTo("12");
        assertThat(usage.at("/results/0/tokensOut")).isEqualTo("3");
        assertThat(in(() -> jdbc
                .sql("select create_times || ' ' || rows_in || ' ' || metadata from extensions.wrappers_fdw_stats")
                .query(String.class)
                .single())).isEqualTo("2 2 {\"failures\": 0, \"tokensIn\": 12, \"tokensOut\": 3}");
    }

    @Test
    void asksAnyApiBelowItsUrl() {
        var id = connected("http", "{'url':'URL/api','authentication':'api-key'}", "secret");
        other.says(200, "{\"id\": 7}");
        var body = new JsonMapper().createObjectNode().put("name", "Ada");

        var asked = ask(id, new Operation.Request("PUT", "people/7?dry=1", body));

        assertThat(asked.result()).hasToString("{\"id\":7}");
        assertThat(other.last()).isEqualTo(new OtherSide.Asked("PUT", "/api/people/7?dry=1", "null",
                "application/json; charset=UTF-8", SECRET, "null", "{\"name\":\"Ada\"}"));
        assertThat(List.of("//evil.example", "../admin", "a/..", "%2e%2e/admin", "a\\b", "a b"))
                .allSatisfy(path -> assertThat(ask(id, new Operation.Request("GET", path, null)).error())
                        .isEqualTo("the path leads out of the integration's URL"));
    }

    @Test
    void sendsMailByAServerOfTheirOwn() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTP));
        server.setUser("mail@example.test", "mail", SECRET);
        server.start();
        try {
            var configuration = "{'host':'localhost','port':%d,'security':'none','username':'mail','from':'mail@example.test'}"
                    .formatted(server.getSmtp().getPort());
            var id = create("smtp", configuration, "password", "wrong").id();

            var refused = owner.post(PATH + "/" + id + "/tests", "{}").expect(200);
            owner.patch(PATH + "/" + id, "{\"credentials\": {\"password\": \"" + SECRET + "\"}}").expect(200);
            owner.put(PATH + "/" + id + "/connection", "").expect(200);
            owner.post(PATH + "/" + id + "/tests", "{\"recipient\": \"ada@example.test\"}").expect(200);
            var sent = ask(UUID.fromString(id), new Operation.SendMail(new Mail("<1@example.test>", "mail@example.test",
                    List.of("bob@example.test"), "Grüße", "Hello", null)));

            assertThat(refused.at("/error")).contains("the server refuses the sign-in");
            assertThat(sent.error()).isNull();
            assertThat(server.getReceivedMessages()).extracting(mail -> mail.getAllRecipients()[0] + " " + mail
                    .getSubject()).containsExactly("ada@example.test A test mail", "bob@example.test Grüße");
        } finally {
            server.stop();
        }
    }

    @Test
    void isInErrorWhileTheOtherSideFailsAndIsSparedAfterFiveTimes() {
        var id = connected("http", "{'url':'URL/api'}", "secret");
        other.says(503, "");
        for (var failure = 0; failure < 5; failure++) {
            assertThat(ask(id, new Operation.Request("GET", "", null)).isOutage()).isTrue();
        }
        var calls = other.asked().size();

        var spared = ask(id, new Operation.Request("GET", "", null));
        var failing = owner.get(PATH + "/" + id).expect(200);

        assertThat(spared.error()).contains("not asked for a while");
        assertThat(spared.retryAfter()).isPositive();
        assertThat(other.asked()).hasSize(calls);
        assertThat(failing.at("/status")).isEqualTo("error");
        assertThat(failing.at("/circuit")).isEqualTo("open");
        assertThat(failing.at("/lastError")).contains("503");
    }

    @Test
    void isAskedNowAndThenWhetherItIsWell() {
        var id = connected("http", "{'url':'URL/api'}", "secret");
        other.says(403, "{\"message\": \"expired\"}");

        makeDue();
        health.work();
        var failing = owner.get(PATH + "/" + id).expect(200);
        other.says(200, "{}");
        makeDue();
        health.work();

        assertThat(failing.at("/status")).isEqualTo("error");
        assertThat(failing.at("/lastError")).contains("expired");
        assertThat(owner.get(PATH + "/" + id).at("/status")).isEqualTo("connected");
        assertThat(checks()).isOne();
        owner.delete(PATH + "/" + id + "/connection").expect(200);
        assertThat(checks()).isZero();
        assertThat(ask(id, new Operation.Request("GET", "", null)).error()).contains("is not connected");
    }

    @Test
    void callsAreTakenDownByTheirForm() {
        var id = connected("twilio", "{'accountSid':'AC1','from':'+4930123','baseUrl':'URL'}", "authToken");
        other.says(400, "{\"message\": \"no such number\", \"code\": 21211}");

        ask(id, new Operation.SendText(Channel.SMS, "+4915112345678", "for nobody else"));
        var log = owner.get("/api/v1/integration-usage-logs?filter=success[eq]:false").expect(200);

        assertThat(log.at("/results/0/operationType")).isEqualTo("send_sms");
        assertThat(log.at("/results/0/statusCode")).isEqualTo("400");
        assertThat(log.at("/results/0/errorMessage")).contains("no such number");
        assertThat(log.at("/results/0/requestData/text")).isEqualTo("(15 characters)");
        assertThat(log.at("/results/0/responseData/code")).isEqualTo("21211");
        assertThat(log.text()).doesNotContain("+4915112345678", "for nobody else");
        assertThat(owner.get(PATH + "/" + id).at("/status")).isEqualTo("connected");
    }

    /** What the other side quotes is seen by whoever may see integrations, whatever else they may. */
    @Test
    void whatIsKeptOfFailuresNamesNobody() {
        var id = connected("http", "{'url':'URL/api'}", "secret");
        other.says(500,
                "{\"message\": \"no line to +49 (151) 123-45678 of Grace <grace@example.test>, code 21211\", \"number\": 4915112345678}");

        ask(id, new Operation.Request("POST", "", new JsonMapper().createObjectNode().put("amount", 1234.5)));
        var log = owner.get("/api/v1/integration-usage-logs?filter=success[eq]:false").expect(200);
        var shown = owner.get(PATH + "/" + id).expect(200);

        assertThat(log.at("/results/0/errorMessage")).endsWith("no line to *** of Grace <***>, code 21211");
        assertThat(shown.at("/lastError")).endsWith("no line to *** of Grace <***>, code 21211");
        assertThat(log.at("/results/0/requestData/body/amount")).isEqualTo("(number)");
        assertThat(log.at("/results/0/responseData/number")).isEqualTo("(number)");
    }

    private UUID connected(String provider, String configuration, String credential) {
        other.says(200, "{}");
        var id = create(provider, configuration, credential, SECRET).expect(201).id();
        owner.put(PATH + "/" + id + "/connection", "").expect(200);
        return UUID.fromString(id);
    }

    private Answer create(String provider, String configuration, String credential, String secret) {
        return owner.post(PATH, """
                {"name": "Ours", "provider": "%s", "configuration": %s, "credentials": {"%s": "%s"}}"""
                .formatted(provider, configuration.replace('\'', '"').replace("URL", other.url()), credential, secret));
    }

    private dev.tenantry.integrations.Answer ask(UUID id, Operation operation) {
        return context().call(() -> integrations.ask(id, operation, null, Duration.ofSeconds(10)));
    }

    private String log() {
        return owner.get("/api/v1/integration-usage-logs").text() + owner.get("/api/v1/audit-logs?limit=200").text();
    }

    @Test
    void itsChecksGoWithIt() {
        var id = connected("http", "{'url':'URL/api'}", "secret");

        owner.delete(PATH + "/" + id).expect(204);

        assertThat(checks()).isZero();
        assertThat(owner.get("/api/v1/integration-usage-logs").expect(200).at("/results/0/integrationId"))
                .isEqualTo(id.toString());
    }

    private int checks() {
        return in(() -> jdbc.sql("select count(*) from integration_checks where organization_id = app.org_id()")
                .query(Integer.class)
                .single());
    }

    private void makeDue() {
        in(() -> jdbc.sql("update integration_checks set due_at = now() where organization_id = app.org_id()")
                .update());
    }

    private <T> T in(Supplier<T> work) {
        return context().call(() -> new TransactionTemplate(transactions).execute(_ -> work.get()));
    }

    private TenantContext context() {
        return new TenantContext(person.organizationId(), person.userId());
    }

    /** The columns that have it, of all that can hold a text. */
    private static List<String> placesOf(String text) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var search = connection.prepareStatement("""
                        with texts as materialized (
                            select n.nspname, c.relname, a.attname, format_type(a.atttypid, null) as type
                            from pg_class c join pg_namespace n on n.oid = c.relnamespace and n.nspname not in ('pg_catalog', 'information_schema')
                            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                            where c.relkind = 'r' and format_type(a.atttypid, null) ~ '^(text|character|citext|json|bytea|name)')
                        select concat_ws('.', nspname, relname, attname) from texts
                        where (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I.%I where position(%L in %s) > 0',
                            nspname, relname, ?, format(case type when 'bytea' then 'encode(%I, ''escape'')' else '%I::text' end, attname)),
                            false, true, '')))[1]::text::int > 0""")) {
            search.setString(1, text);
            var rows = search.executeQuery();
            var places = new ArrayList<String>();
            while (rows.next()) {
                places.add(rows.getString(1));
            }
            return places;
        }
    }
}
