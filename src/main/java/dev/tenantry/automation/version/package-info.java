/** Versions of workflows as whoever carries them out, draws them or asks what they need reads them. */
@NullMarked
package dev.tenantry.automation.version;

import org.jspecify.annotations.NullMarked;
