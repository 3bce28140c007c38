package dev.tenantry.integrations.inbound;

import java.sql.ResultSet;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.problem.ProblemException;

/** Messages as they are kept, and as workflows are told them. */
@Component
class KeptMessages {

    private final JsonMapper json;
    private final Bodies bodies;
    private final Verifications verifications;

    KeptMessages(JsonMapper json, Bodies bodies, Verifications verifications) {
        this.json = json;
        this.bodies = bodies;
        this.verifications = verifications;
    }

    /**
     * What a message tells.
     *
     * @param told  null where it can be read no more
     * @param fault why
     */
    record Kept(@Nullable ObjectNode told, @Nullable String fault) {}

    /** Of a row with {@code message_id}, {@code headers}, {@code payload}, {@code created_at} and {@code verification}. */
    Kept read(ResultSet row) throws SQLException {
        var payload = row.getString("payload");
        if (payload == null) {
            return new Kept(null, "what it said is not kept");
        }
        try {
            var headers = json.readTree(row.getString("headers"));
            return new Kept(Message.told(row.getString("message_id"), Rows.instant(row, "created_at"), headers,
                    bodies.read(headers.path(Message.TYPE).asString(null), payload,
                            verifications.read(row.getString("verification")).verifier())),
                    null);
        } catch (ProblemException unreadable) {
            return new Kept(null, "the message can be read no more: " + unreadable.getMessage());
        } catch (JacksonException _) {
            return new Kept(null, "the message can be read no more: it is not JSON as its address now takes it");
        }
    }
}
