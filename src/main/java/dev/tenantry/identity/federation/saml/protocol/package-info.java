@NullMarked
package dev.tenantry.identity.federation.saml.protocol;

import org.jspecify.annotations.NullMarked;
