package dev.tenantry.shared.signal;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Somebody could not sign in. @param userId whose account it was tried at; null where there is none of the name */
public record SignInFailed(@Nullable UUID userId) {}
