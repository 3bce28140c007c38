package dev.tenantry.shared.web;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** A response about a single resource, whose version becomes the {@code ETag} header. */
public interface Versioned {

    int version();

    @JsonIgnore
    default String etag() {
        return etag(version());
    }

    static String etag(int version) {
        return "\"" + version + "\"";
    }
}
