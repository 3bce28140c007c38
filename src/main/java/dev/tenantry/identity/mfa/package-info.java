/** Second factors: authenticator apps, telephones, passkeys and backup codes, from enrolment to removal. */
@NullMarked
package dev.tenantry.identity.mfa;

import org.jspecify.annotations.NullMarked;
