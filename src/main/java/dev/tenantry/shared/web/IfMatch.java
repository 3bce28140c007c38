package dev.tenantry.shared.web;

import java.util.Collections;
import java.util.function.Supplier;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/**
 * The request's {@code If-Match} and {@code If-None-Match}: which states the change may apply to, and which not. A controller
 * takes it as a parameter.
 */
public final class IfMatch {

    public static final IfMatch ANY = new IfMatch(null, null, null);
    private static final String WHATEVER = "*";

    private final @Nullable String wanted;
    private final @Nullable String unwanted;
    private final @Nullable EntityTags tags;

    private IfMatch(@Nullable String wanted, @Nullable String unwanted, @Nullable EntityTags tags) {
        this.wanted = wanted;
        this.unwanted = unwanted;
        this.tags = tags;
    }

    static IfMatch of(HttpServletRequest request, EntityTags tags) {
        var wanted = list(request, HttpHeaders.IF_MATCH);
        return new IfMatch(WHATEVER.equals(wanted) ? null : wanted, list(request, HttpHeaders.IF_NONE_MATCH), tags);
    }

    /** It may be sent in several lines, which are one list. */
    private static @Nullable String list(HttpServletRequest request, String header) {
        var lines = Collections.list(request.getHeaders(header));
        return lines.isEmpty() ? null : String.join(",", lines).strip();
    }

    /**
     * @param current what the resource shows, locked, so that it is the state that is changed
     * @throws ProblemException 412 with the current ETag where the request means another one
     */
    public void check(Supplier<? extends Versioned> current) {
        if (tags == null || wanted == null && unwanted == null) {
            return;
        }
        var shown = current.get();
        if (wanted != null && !tags.isMet(wanted, shown) || unwanted != null && isUnwanted(unwanted, tags, shown)) {
            throw ProblemException.stale(tags.of(shown));
        }
    }

    /**
     * Of what the caller decides about, and somebody else may change: the request means the state that was read.
     *
     * @throws ProblemException 428 where it names none; 412 likewise
     */
    public void checkRead(Supplier<? extends Versioned> current) {
        if (wanted == null) {
            throw ProblemException.of(ProblemType.UNREAD);
        }
        check(current);
    }

    /** Of what is not there and is about to be made. @throws ProblemException 412 where the request means a state of it */
    public void checkAbsent() {
        if (wanted != null) {
            throw ProblemException.of(ProblemType.STALE, "there is none, and If-Match names a state of one");
        }
    }

    private static boolean isUnwanted(String unwanted, EntityTags tags, Versioned shown) {
        return unwanted.equals(WHATEVER) || tags.isMet(unwanted.replace("W/", ""), shown);
    }
}
