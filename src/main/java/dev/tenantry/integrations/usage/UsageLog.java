package dev.tenantry.integrations.usage;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Operation;
import dev.tenantry.shared.text.Anonymized;

/** Takes down each call. */
@Service
@Transactional
public class UsageLog {

    /** Of the calls that succeed, one in so many is kept with the form of its bodies; of those that fail, each. */
    private static final int SAMPLE = 10;
    private static final int LONGEST_ERROR = 1_000;
    private static final String INSERT = """
            insert into integration_usage_logs (organization_id, integration_id, provider, operation_type, request_data, response_data,
                status_code, success, error_message, duration_ms, bytes_out, bytes_in, tokens_in, tokens_out)
            values (app.org_id(), ?, ?, ?, ?::jsonb, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    UsageLog(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** @param answer without secrets */
    public void record(UUID integration, String provider, Operation operation, Answer answer, Duration duration) {
        var isSample = !answer.isSuccess() || ThreadLocalRandom.current().nextInt(SAMPLE) == 0;
        var traffic = answer.traffic();
        jdbc.sql(INSERT)
                .param(integration)
                .param(provider)
                .param(operation.name())
                .param(isSample ? form(json.valueToTree(operation)) : null)
                .param(isSample ? form(answer) : null)
                .param(answer.status() == 0 ? null : answer.status())
                .param(answer.isSuccess())
                .param(answer.error() == null ? null : Anonymized.text(answer.error(), LONGEST_ERROR))
                .param(Math.clamp(duration.toMillis(), 0, Integer.MAX_VALUE))
                .param(traffic.bytesOut())
                .param(traffic.bytesIn())
                .param(traffic.tokensIn())
                .param(traffic.tokensOut())
                .update();
    }

    private static @Nullable String form(Answer answer) {
        return answer.isSuccess() || answer.result().isMissingNode()
                ? form(answer.result())
                : BodyForm.ofFailure(answer.result()).toString();
    }

    private static @Nullable String form(JsonNode body) {
        return body.isMissingNode() ? null : BodyForm.of(body).toString();
    }
}
