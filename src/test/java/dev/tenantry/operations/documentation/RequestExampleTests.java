package dev.tenantry.operations.documentation;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.OpenApiValidator;
import dev.tenantry.support.People;
import dev.tenantry.support.Person;

import static org.assertj.core.api.Assertions.assertThat;

/** The bodies in the API's description, sent as they are printed by somebody who copies them from there. */
class RequestExampleTests extends ApiTest {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    /** What nobody can copy: what was mailed, told once or signed elsewhere, and rows of others. */
    private static final List<String> UNKNOWN = List.of("unknown-reference");
    private static final List<String> ELSEWHERE = List.of("saml_metadata_fetch_failed", "email_exists",
            "user_already_exists", "mfa_verification_failed", "otp_expired", "invalid_credentials");

    /** @param query of the parameters that have an example */
    private record Operation(String method, String path, String query, String type, JsonNode example) {

        boolean creates() {
            return method.equals("post") && (!path.contains("{") || path.endsWith("/line-items"));
        }
    }

    private final Map<String, String> created = new HashMap<>();

    @Test
    void areAccepted() {
        var softly = new SoftAssertions();
        var person = owner();
        var operations = operations();
        for (var operation : operations) {
            var answer = send(person.api(), operation);
            keep(operation, answer);
            softly.assertThat(answer.status() >= 500 || isRefused(operation, answer))
                    .as("%s %s %s: %d %s", operation.method, operation.path, operation.example, answer.status(),
                            answer.text())
                    .isFalse();
        }
        softly.assertAll();
        assertThat(operations).hasSizeGreaterThan(70);
        assertThat(created).hasSizeGreaterThan(10);
    }

    private static boolean isRefused(Operation operation, Answer answer) {
        if (!List.of(400, 415, 422).contains(answer.status())) {
            return false;
        }
        var codes = new ArrayList<String>();
        answer.json().path("errors").forEach(error -> codes.add(error.path("code").asString()));
        return !ELSEWHERE.contains(answer.at("/error_code")) && (codes.isEmpty() || !UNKNOWN.containsAll(codes));
    }

    private Person owner() {
        var person = people.signUp();
        var marketplace = person.api().post("/api/v1/organizations", """
                {"name": "Market", "kind": "marketplace"}""").expect(201).id();
        People.promote(person.userId());
        return people.switchTo(person, UUID.fromString(marketplace));
    }

    private Answer send(Api api, Operation operation) {
        var path = VARIABLE.matcher(operation.path)
                .replaceAll(variable -> created.getOrDefault(operation.path.substring(0, variable.start() - 1),
                        variable.group(1).equals("id") ? "4711" : UUID.randomUUID().toString()));
        var body = operation.type.endsWith("json")
                ? operation.example.toString()
                : operation.example.properties()
                        .stream()
                        .map(field -> field.getKey() + "="
                                + URLEncoder.encode(field.getValue().asString(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return api.send(operation.method.toUpperCase(Locale.ROOT), path + operation.query,
                BodyPublishers.ofString(body),
                operation.type);
    }

    private void keep(Operation operation, Answer answer) {
        if (operation.creates() && answer.status() == 201) {
            created.put(operation.path, answer.id());
        }
    }

    private List<Operation> operations() {
        var operations = new ArrayList<Operation>();
        var paths = OpenApiValidator.of("http://localhost:" + port()).document().path("paths");
        paths.properties().forEach(path -> path.getValue().properties().forEach(operation -> {
            operation.getValue().at("/requestBody/content").properties().forEach(content -> {
                if (!content.getKey().startsWith("multipart/") && !content.getKey().equals("text/calendar")
                        && !content.getKey().equals("message/rfc822")) {
                    operations.add(new Operation(operation.getKey(), path.getKey(),
                            query(operation.getValue().path("parameters")), content.getKey(),
                            content.getValue().path("example")));
                }
            });
        }));
        operations.sort(Comparator.comparing(Operation::creates).reversed().thenComparing(Operation::path));
        return operations;
    }

    private static String query(JsonNode parameters) {
        return parameters.valueStream()
                .filter(parameter -> parameter.has("example") && parameter.path("in").asString("").equals("query"))
                .map(parameter -> parameter.path("name").asString() + "=" + parameter.path("example").asString())
                .collect(Collectors.joining("&", "?", ""))
                .replaceFirst("^\\?$", "");
    }
}
