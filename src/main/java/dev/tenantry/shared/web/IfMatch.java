package dev.tenantry.shared.web;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.tenantry.shared.problem.ProblemException;

/** The request's {@code If-Match}: which states the change may apply to. A controller takes it as a parameter. */
public final class IfMatch {

    public static final IfMatch ANY = new IfMatch();

    private final @Nullable String header;
    private final @Nullable EntityTags tags;

    private IfMatch() {
        this.header = null;
        this.tags = null;
    }

    IfMatch(@Nullable String header, EntityTags tags) {
        this.header = header;
        this.tags = tags;
    }

    /**
     * @param current what the resource shows, locked, so that it is the state that is changed
     * @throws ProblemException 412 with the current ETag where the request means another one
     */
    public void check(Supplier<? extends Versioned> current) {
        if (header == null || tags == null || header.strip().equals("*")) {
            return;
        }
        var shown = current.get();
        if (!tags.isMet(header, shown)) {
            throw ProblemException.stale(tags.of(shown));
        }
    }
}
