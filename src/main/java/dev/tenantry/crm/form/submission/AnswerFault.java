package dev.tenantry.crm.form.submission;

/**
 * What is wrong with an answer.
 *
 * @param field  the name of the field, or of what stands beside the fields
 * @param code   {@code required}
 * @param detail what the code's sentence has in it, such as a number; or nothing
 */
public record AnswerFault(String field, String code, String detail) {

    static AnswerFault of(String field, String code) {
        return new AnswerFault(field, code, "");
    }

    /** In English, for programs. */
    public String sentence() {
        return switch (code) {
            case "required" -> "is required";
            case "too-long" -> "may have " + detail + " characters";
            case "too-short" -> "must have " + detail + " characters at least";
            case "too-many" -> "may be " + detail + " choices";
            case "too-few" -> "must be " + detail + " choices at least";
            case "invalid-email" -> "must be an address of the form name@domain";
            case "invalid-phone" -> "must be a telephone number, such as +4915112345678";
            case "invalid-url" -> "must be the address of a page, https://example.com";
            case "invalid-date" -> "must be a day, such as 2026-12-31";
            case "invalid-number" -> "must be a number, such as 12.5";
            case "ambiguous-number" -> "may be either of " + detail + ": leave out the sign for thousands";
            case "invalid-integer" -> "must be a whole number";
            case "too-small" -> "must be " + detail + " or more";
            case "too-large" -> "must be " + detail + " or less";
            case "unknown-choice" -> "is none of the choices";
            case "several-lines" -> "must be of one line, without control characters";
            case "several-values" -> "may be given once";
            case "wrong-type" -> "must be of the type that the field has";
            case "unknown" -> "there is no such field";
            default -> "is not valid";
        };
    }
}
