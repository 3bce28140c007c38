/** What can be integrated with: a class for each provider, which says what it has to be told and asks the other side. */
@NullMarked
package dev.tenantry.integrations.provider;

import org.jspecify.annotations.NullMarked;
