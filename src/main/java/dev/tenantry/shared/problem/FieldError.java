package dev.tenantry.shared.problem;

/**
 * What is wrong with one value of the request.
 *
 * @param field   the field's path, for example {@code inputs[2].properties.email}
 * @param code    the reason, for programs
 * @param message the reason, for people
 */
public record FieldError(String field, String code, String message) {}
