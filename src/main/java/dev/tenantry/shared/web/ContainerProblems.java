package dev.tenantry.shared.web;

import java.util.List;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;

/** What the servlet container refuses on its own, in the words of the catalogue. */
final class ContainerProblems {

    private ContainerProblems() {}

    /** @param allow the methods that the container names, if it does */
    static ProblemException of(int status, String allow) {
        return switch (status) {
            case 401 -> ProblemException.unauthenticated(ProblemType.UNAUTHENTICATED.explanation());
            case 404 -> ProblemException.notFound();
            case 405 -> ProblemException.methodNotAllowed(allow.isEmpty() ? List.of() : List.of(allow));
            default -> {
                var type = type(status);
                yield ProblemException.of(type, type.explanation());
            }
        };
    }

    private static ProblemType type(int status) {
        return switch (status) {
            case 403 -> ProblemType.FORBIDDEN;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 409 -> ProblemType.CONFLICT;
            case 413 -> ProblemType.TOO_LARGE;
            case 414 -> ProblemType.URI_TOO_LONG;
            case 431 -> ProblemType.HEADERS_TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            case 429 -> ProblemType.RATE_LIMITED;
            // An HTTP version or transfer encoding that is none: the container calls these its own shortcomings.
            case 501, 505 -> ProblemType.MALFORMED;
            case 503 -> ProblemType.UNAVAILABLE;
            default -> status < 500 ? ProblemType.MALFORMED : ProblemType.INTERNAL;
        };
    }
}
