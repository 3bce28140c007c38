@NullMarked
package dev.tenantry.identity.account;

import org.jspecify.annotations.NullMarked;
