/** Addresses and ranges of IP: how they are read, written and compared, once for everything that goes by them. */
@NullMarked
package dev.tenantry.shared.network;

import org.jspecify.annotations.NullMarked;
