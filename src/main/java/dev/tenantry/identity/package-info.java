/**
 * Who calls: sign-up, sign-in, sessions and their tokens under {@code /auth/v1}, in the wire format of Supabase's auth
 * client; and what every request passes first, the filter that turns a bearer token into a
 * {@link dev.tenantry.shared.access.Caller}.
 */
@ApplicationModule(allowedDependencies = {"shared", "audit", "tenancy", "notification"})
@NullMarked
package dev.tenantry.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
