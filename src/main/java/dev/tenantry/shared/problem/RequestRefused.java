package dev.tenantry.shared.problem;

import org.jspecify.annotations.Nullable;

/**
 * A request was answered by a problem that says that its caller may not, or that there is no such thing for the caller.
 *
 * @param method of the request
 * @param route  the pattern of the endpoint's path; null where no endpoint was reached
 */
public record RequestRefused(ProblemType type, String detail, String method, @Nullable String route) {}
