package dev.tenantry.shared.web;

import java.util.LinkedHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.access.Caller;

/** The current request as the database's functions take it for their audit rows. */
@Component
public class RequestJson {

    private final JsonMapper json;

    RequestJson(JsonMapper json) {
        this.json = json;
    }

    /** Null outside of a request. */
    public @Nullable String current() {
        var request = RequestDetails.currentOrNull();
        if (request == null) {
            return null;
        }
        var members = new LinkedHashMap<String, @Nullable String>();
        members.put("id", request.requestId());
        members.put("method", request.method());
        members.put("path", request.path());
        members.put("address", request.address());
        members.put("user_agent", request.userAgent());
        var caller = Caller.currentOrNull();
        if (caller != null && caller.impersonatorId() != null) {
            members.put("impersonator", caller.impersonatorId().toString());
        }
        return json.writeValueAsString(members);
    }
}
