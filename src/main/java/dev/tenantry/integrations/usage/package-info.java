/** What asking integrations has come to: each call, without the texts that it carried, and figures of many. */
@NullMarked
package dev.tenantry.integrations.usage;

import org.jspecify.annotations.NullMarked;
