/** Members' own accounts at Google, connected by OAuth 2.0 with PKCE, and the calendar that is asked with them. */
@NullMarked
package dev.tenantry.integrations.google;

import org.jspecify.annotations.NullMarked;
