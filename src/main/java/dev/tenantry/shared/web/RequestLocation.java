package dev.tenantry.shared.web;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Where the current request comes from, as far as anything here knows places. */
@Component
public class RequestLocation {

    private final ObjectProvider<AddressLocations> locations;
    private final JsonMapper json;

    RequestLocation(ObjectProvider<AddressLocations> locations, JsonMapper json) {
        this.locations = locations;
        this.json = json;
    }

    /** JSON, as the audit log keeps it; null where nothing is known. */
    public @Nullable String current() {
        var place = place();
        return place.isEmpty() ? null : json.writeValueAsString(place);
    }

    Map<String, String> place() {
        var request = RequestDetails.currentOrNull();
        var known = locations.getIfAvailable();
        return request == null || request.address() == null || known == null
                ? Map.of()
                : known.locate(request.address());
    }
}
