package dev.tenantry.identity.session;

import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.web.RequestJson;

/** Audits what happens to sessions, in the transactions of the service of sign-in. */
@Component
class SessionTrail {

    private final RolePool pool;
    private final RequestJson request;
    private final JsonMapper json;

    SessionTrail(RolePool authPool, RequestJson request, JsonMapper json) {
        this.pool = authPool;
        this.request = request;
        this.json = json;
    }

    void record(UUID organization, UUID user, UUID session, String verb, Map<String, Object> values) {
        write(organization, user, session, verb, "authentication", "info", values);
    }

    /** What may be an attack. */
    void warn(UUID organization, UUID user, UUID session, String verb, Map<String, Object> values) {
        write(organization, user, session, verb, "security", "warning", values);
    }

    private void write(UUID organization, UUID user, UUID session, String verb, String category, String severity,
            Map<String, Object> values) {
        pool.jdbc()
                .sql("select app.record_action(?, ?, ?, ?, ?, ?, ?, 'session', ?, ?::jsonb, ?::jsonb)")
                .param(organization)
                .param(user)
                .param(session)
                .param("session." + verb)
                .param(category)
                .param(severity)
                .param("session " + verb.replace('-', ' '))
                .param(session.toString())
                .param(json.writeValueAsString(values))
                .param(request.current())
                .query((_, _) -> true)
                .single();
    }
}
