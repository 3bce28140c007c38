package dev.tenantry.tenancy.invitation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** @param token from the mail */
record AnswerRequest(@NotBlank @Size(max = 200) String token) {

    /** Without what is nobody's business in a log. */
    @Override
    public String toString() {
        return "AnswerRequest";
    }
}
