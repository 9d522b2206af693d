package io.continuo.console.topology;

import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.ServerView;

/** The line of a process server to a master target. */
record Reach(LinkView line, ServerView target) {}
