/** Identity providers that the operator configures: OpenID Connect, and OAuth 2.0 where a provider knows no more. */
@NullMarked
package dev.tenantry.identity.federation.oidc;

import org.jspecify.annotations.NullMarked;
