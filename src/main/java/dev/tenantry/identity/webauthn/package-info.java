@NullMarked
package dev.tenantry.identity.webauthn;

import org.jspecify.annotations.NullMarked;
