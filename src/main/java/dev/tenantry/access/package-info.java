/**
 * From where an organization may be reached, and what looks like an attack. Its list of addresses ({@code address}) and its restrictions of countries
 * ({@code location}) are one set of rules ({@code rule}), asked of each request ({@code admission}). What is noticed of sign-ins, refusals and reads
 * ({@code detector}) becomes events ({@code event}), which people work through, and about which an organization may have something done by itself
 * ({@code policy}, {@code guard}). Who somebody is and what they may do is asked elsewhere.
 */
@ApplicationModule(allowedDependencies = {"shared", "audit", "tenancy", "notification"})
@NullMarked
package dev.tenantry.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
