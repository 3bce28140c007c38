package dev.tenantry.tenancy.invitation;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

import dev.tenantry.shared.crypto.Secret;

/** @param token from the mail */
record AnswerRequest(@NotBlank @Size(max = 200) Secret token) {}
