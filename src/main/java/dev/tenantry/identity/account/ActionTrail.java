package dev.tenantry.identity.account;

import java.util.LinkedHashMap;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.audit.StoredValues;
import dev.tenantry.shared.database.RolePool;
import dev.tenantry.shared.web.RequestJson;

/** Audits what the service of sign-in does, in its transactions. */
@Component
public class ActionTrail {

    private final RolePool pool;
    private final RequestJson request;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;
    private final StoredValues stored;

    ActionTrail(RolePool authPool, RequestJson request, JsonMapper json, ApplicationEventPublisher events,
            StoredValues stored) {
        this.pool = authPool;
        this.request = request;
        this.json = json;
        this.events = events;
        this.stored = stored;
    }

    /** Whoever listens for the action is called in the same transaction, too. */
    public void record(Action action) {
        pool.jdbc()
                .sql("select app.record_action(?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?)")
                .param(action.organizationId())
                .param(action.userId())
                .param(action.sessionId())
                .param(action.name())
                .param(action.category())
                .param(action.severity())
                .param(action.description())
                .param(action.resource())
                .param(action.resourceId())
                .param(json.writeValueAsString(
                        stored.of(action.organizationId(), action.resource(), new LinkedHashMap<>(action.values()))))
                .param(request.current())
                .param(action.reach() == Action.Reach.PERSON)
                .query((_, _) -> true)
                .single();
        events.publishEvent(action);
    }
}
