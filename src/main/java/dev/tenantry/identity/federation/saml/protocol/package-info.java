/** SAML 2.0 itself: requests written, metadata and responses read and verified. Knows nothing of accounts. */
@NullMarked
package dev.tenantry.identity.federation.saml.protocol;

import org.jspecify.annotations.NullMarked;
