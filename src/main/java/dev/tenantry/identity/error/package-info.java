/** Endpoints of {@code /auth/v1}, and how they err: in the format and with the codes of Supabase's auth service. */
@NullMarked
package dev.tenantry.identity.error;

import org.jspecify.annotations.NullMarked;
