@NullMarked
package dev.tenantry.identity.federation.oidc;

import org.jspecify.annotations.NullMarked;
