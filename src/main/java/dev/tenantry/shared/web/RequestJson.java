package dev.tenantry.shared.web;

import java.util.LinkedHashMap;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.access.Caller;

/** The current request as the database's functions take it for their audit rows. */
@Component
public class RequestJson {

    private final RequestLocation location;
    private final JsonMapper json;

    RequestJson(RequestLocation location, JsonMapper json) {
        this.location = location;
        this.json = json;
    }

    /** Null outside of a request. */
    public @Nullable String current() {
        var request = RequestDetails.currentOrNull();
        if (request == null) {
            return null;
        }
        var members = new LinkedHashMap<String, @Nullable Object>();
        members.put("id", request.requestId());
        members.put("method", request.method());
        members.put("path", request.path());
        members.put("address", request.address());
        members.put("user_agent", request.userAgent());
        members.put("correlation_id", request.correlationId());
        var place = location.place();
        if (place != null) {
            members.put("location", place);
        }
        var caller = Caller.currentOrNull();
        if (caller != null) {
            members.put("impersonator", caller.impersonatorId());
            members.put("api_key", caller.keyId());
        }
        return json.writeValueAsString(members);
    }
}
