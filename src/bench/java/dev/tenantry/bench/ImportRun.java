package dev.tenantry.bench;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;

import dev.tenantry.bench.client.ApiClient;

/** Imports a generated sales pipeline as a person would: upload, the suggested mapping, run, look at the progress. */
final class ImportRun {

    private static final double ROWS_PER_SECOND = 3000;
    private static final List<String> STAGES = List.of("Won", "Lost", "Won", "Engaging", "Prospecting");
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final String BOUNDARY = "bench-boundary";

    private final ApiClient api;
    private final Map<String, String> headers;

    ImportRun(ApiClient api, SignedIn user) {
        this.api = api;
        this.headers = user.headers();
    }

    /** The first import, which creates every row, and a second one of the same file, which must change nothing. */
    List<Figure> figures(int rows) {
        var file = file(rows);
        return List.of(
                Figure.atLeast("import of %,d opportunities".formatted(rows), rate(file, rows, "created"),
                        ROWS_PER_SECOND, "rows/s"),
                Figure.plain("the same file again", "%,.0f rows/s".formatted(rate(file, rows, "unchanged"))));
    }

    private double rate(String file, int rows, String outcome) {
        var path = "/api/v1/imports/" + upload(file).get("id").asString();
        var started = System.nanoTime();
        api.send("PUT", path + "/run", headers, "application/json", BodyPublishers.noBody());
        var ended = await(path, started);
        var seconds = (System.nanoTime() - started) / 1e9;
        if (ended.at("/progress/" + outcome).asLong() != rows) {
            throw new IllegalStateException("not all rows are " + outcome + ": " + ended.get("progress"));
        }
        return rows / seconds;
    }

    private JsonNode upload(String file) {
        var body = """
                --%1$s\r
                Content-Disposition: form-data; name="target"\r
                \r
                opportunities\r
                --%1$s\r
                Content-Disposition: form-data; name="file"; filename="deals.csv"\r
                Content-Type: text/csv\r
                \r
                %2$s\r
                --%1$s--\r
                """.formatted(BOUNDARY, file);
        var uploaded = api.send("POST", "/api/v1/imports", headers, "multipart/form-data; boundary=" + BOUNDARY,
                BodyPublishers.ofString(body));
        api.send("PUT", "/api/v1/imports/" + uploaded.get("id").asString() + "/mapping", headers, "application/json",
                BodyPublishers.ofString(uploaded.get("suggestedMapping").toString()));
        return uploaded;
    }

    private JsonNode await(String path, long started) {
        while (System.nanoTime() - started < LONGEST.toNanos()) {
            var now = api.get(path, headers);
            switch (now.get("state").asString()) {
                case "completed" -> {
                    return now;
                }
                case "failed", "cancelled" -> throw new IllegalStateException("the import ended early: " + now);
                default -> pause();
            }
        }
        throw new IllegalStateException("the import takes longer than " + LONGEST);
    }

    /** Deals of a hundred customers, which the import adds, in every stage of the pipeline. */
    private static String file(int rows) {
        var file = new StringBuilder(
                "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n");
        for (var row = 0; row < rows; row++) {
            var stage = STAGES.get(row % STAGES.size());
            var isClosed = stage.equals("Won") || stage.equals("Lost");
            file.append("bench-%07d,Agent %d,Product %d,Customer %d,%s,2016-10-%02d,%s,%s\n".formatted(row, row % 35,
                    row % 7, row % 100, stage, 1 + row % 28, isClosed ? "2017-03-%02d".formatted(1 + row % 28) : "",
                    stage.equals("Won") ? String.valueOf(50 + row % 9000) : ""));
        }
        return file.toString();
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
