@NullMarked
package dev.tenantry.tenancy.member;

import org.jspecify.annotations.NullMarked;
