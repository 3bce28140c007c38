package dev.tenantry.crm.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.support.Answer;
import dev.tenantry.support.Api;
import dev.tenantry.support.TestDatabase;

/** Imports files over HTTP, as people do. */
record Importing(Api api) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    Answer upload(String target, String content) {
        return upload(target, "file.csv", content.getBytes(StandardCharsets.UTF_8));
    }

    Answer upload(String target, Path file) {
        try {
            return upload(target, file.getFileName().toString(), Files.readAllBytes(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Answer upload(String target, String name, byte[] content) {
        return send(target, name, content);
    }

    /** @param delimiter as the form states it */
    Answer uploadDelimited(String target, String content, String delimiter) {
        return send(target + "\r\n--%1$s\r\nContent-Disposition: form-data; name=\"delimiter\"\r\n\r\n"
                + delimiter, "file.csv", content.getBytes(StandardCharsets.UTF_8));
    }

    /** @param fields the target, and further fields after it */
    private Answer send(String fields, String name, byte[] content) {
        var boundary = UUID.randomUUID().toString();
        var head = """
                --%1$s\r
                Content-Disposition: form-data; name="target"\r
                \r
                FIELDS\r
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="%2$s"\r
                Content-Type: text/csv\r
                \r
                """.replace("FIELDS", fields).formatted(boundary, name);
        var body = List.of(head.getBytes(StandardCharsets.UTF_8), content,
                ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return api.send("POST", "/api/v1/imports", BodyPublishers.ofByteArrays(body),
                "multipart/form-data; boundary=" + boundary);
    }

    /** A form of parts that are written out, {@code name="x"} and what follows, their contents after a blank line. */
    Answer parts(String... parts) {
        var body = "--here\r\nContent-Disposition: form-data; "
                + String.join("\r\n--here\r\nContent-Disposition: form-data; ", parts) + "\r\n--here--\r\n";
        return api.send("POST", "/api/v1/imports", BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1),
                "multipart/form-data; boundary=here");
    }

    /** A form of one field and no file. */
    Answer form(String field, String value) {
        var body = """
                --here\r
                Content-Disposition: form-data; name="%s"\r
                \r
                %s\r
                --here--\r
                """.formatted(field, value);
        return api.send("POST", "/api/v1/imports", BodyPublishers.ofString(body), "multipart/form-data; boundary=here");
    }

    /** Uploads, takes the suggested mapping with these changes, runs, waits for the end. */
    Answer run(String target, String content, UnaryOperator<ObjectNode> changes) {
        return run(upload(target, content).expect(201), changes);
    }

    Answer run(String target, String content) {
        return run(target, content, mapping -> mapping);
    }

    Answer run(Answer uploaded, UnaryOperator<ObjectNode> changes) {
        var id = uploaded.id();
        map(uploaded, changes).expect(200);
        api.send("PUT", "/api/v1/imports/" + id + "/run", null).expect(202);
        return await(id, "completed");
    }

    Answer dryRun(String target, String content, UnaryOperator<ObjectNode> changes) {
        var uploaded = upload(target, content).expect(201);
        map(uploaded, changes).expect(200);
        api.send("PUT", "/api/v1/imports/" + uploaded.id() + "/dry-run", null).expect(202);
        return await(uploaded.id(), "completed");
    }

    Answer map(Answer uploaded, UnaryOperator<ObjectNode> changes) {
        var mapping = changes.apply((ObjectNode) uploaded.json().at("/suggestedMapping"));
        return api.put("/api/v1/imports/" + uploaded.id() + "/mapping", JSON.writeValueAsString(mapping));
    }

    Answer await(String id, String state) {
        return await(id, now -> now.at("/state").equals(state));
    }

    Answer await(String id, String mode, String state) {
        return await(id, now -> now.at("/mode").equals(mode) && now.at("/state").equals(state));
    }

    Answer await(String id, Predicate<Answer> condition) {
        var deadline = Instant.now().plus(PATIENCE);
        for (var seen = ""; Instant.now().isBefore(deadline); seen = awaitChange(id, seen)) {
            var answer = api.get("/api/v1/imports/" + id).expect(200);
            if (condition.test(answer)) {
                return answer;
            }
            if (List.of("failed", "completed", "cancelled").contains(answer.at("/state"))) {
                throw new AssertionError("the import has ended otherwise: " + answer.text());
            }
        }
        throw new AssertionError("the import takes longer than " + PATIENCE);
    }

    /** Asks the database whether there is anything new, which is cheap; where that is another one, every now and then. */
    private static String awaitChange(String id, String seen) {
        var deadline = Instant.now().plusMillis(100);
        var now = seen;
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var version = connection.prepareStatement("select xmin::text from imports where id = ?")) {
            version.setLong(1, Long.parseLong(id));
            while (now.equals(seen) && Instant.now().isBefore(deadline)) {
                try (var rows = version.executeQuery()) {
                    now = rows.next() ? rows.getString(1) : seen;
                }
                if (now.equals(seen)) {
                    pause();
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return now;
    }

    String errors(String id) {
        return api.get("/api/v1/imports/" + id + "/errors").expect(200).text();
    }

    /** The mapping of a field, to be changed. */
    static ObjectNode field(ObjectNode mapping, String field) {
        for (var each : mapping.withArray("fields")) {
            if (each.path("field").asString("").equals(field)) {
                return (ObjectNode) each;
            }
        }
        throw new AssertionError(field + " is not mapped: " + mapping);
    }

    /** Created, updated, unchanged and failed rows. */
    static List<Long> figures(Answer imported) {
        var progress = imported.json().at("/progress");
        return List.of(progress.at("/created").asLong(), progress.at("/updated").asLong(),
                progress.at("/unchanged").asLong(), progress.at("/failed").asLong());
    }

    static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
