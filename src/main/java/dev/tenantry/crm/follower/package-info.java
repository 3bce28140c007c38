/** Members who follow records: whom a workflow tells of what happens to them, and by whom lists are filtered. */
@NullMarked
package dev.tenantry.crm.follower;

import org.jspecify.annotations.NullMarked;
