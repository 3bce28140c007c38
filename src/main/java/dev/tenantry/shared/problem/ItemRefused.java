package dev.tenantry.shared.problem;

/**
 * An input of a batch was refused since its caller may not, or since there is no such thing for the caller. The request itself may be answered otherwise.
 *
 * @param item what the input names, within the request's path
 */
public record ItemRefused(ProblemType type, String item) {}
