package io.tidings.backbone.redis;

import io.tidings.core.port.Finding;
import io.tidings.core.port.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Holds what a server says of itself against what {@code docs/redis.md} asks for. What it does not say is not judged. */
final class ServerCheckup {
    private static final int OLDEST_VERSION = 7;
    private static final long MEGABYTE = 1 << 20;
    private static final long HARD_LIMIT = 64 * MEGABYTE;
    private static final long SOFT_LIMIT = 32 * MEGABYTE;
    private static final long SKEW_MILLIS = 1_000;

    private static final Pattern MAJOR = Pattern.compile("([0-9]{1,6})\\..*");
    private static final Pattern PUBSUB = Pattern.compile(".*pubsub ([0-9]{1,18}) ([0-9]{1,18}) [0-9]+.*");

    private final ServerFacts facts;
    private final List<Finding> findings = new ArrayList<>();

    private ServerCheckup(ServerFacts facts) {
        this.facts = facts;
    }

    /**
     * All that should be otherwise; of a replica, which is left at once, nothing.
     *
     * @param waits whether a publication is answered once a replica has it
     * @param asked the pod's clock when the server was asked, in milliseconds since the epoch
     * @param answered the same when it had answered: its own clock was read in between
     */
    static List<Finding> findings(ServerFacts facts, boolean waits, long asked, long answered) {
        if ("slave".equals(facts.text("role"))) return List.of();
        ServerCheckup checkup = new ServerCheckup(facts);
        checkup.checkVersion();
        checkup.checkMemory();
        checkup.checkDisk();
        checkup.checkReplicas(waits);
        checkup.checkConnections();
        checkup.checkClock(asked, answered);
        return List.copyOf(checkup.findings);
    }

    private void checkVersion() {
        String version = facts.text("redis_version");
        Matcher major = MAJOR.matcher(version == null ? "" : version);
        if (major.matches() && Integer.parseInt(major.group(1)) < OLDEST_VERSION)
            breaks(
                    "the version",
                    major.group(),
                    "7.0 or newer",
                    "older ones lack what scripts and pub/sub need; upgrade");
    }

    private void checkMemory() {
        OptionalLong most = facts.number("maxmemory");
        if (most.isPresent() && most.getAsLong() == 0)
            risks(
                    "maxmemory",
                    "0, which is no bound",
                    "about three quarters of the machine's memory",
                    "a full machine kills Redis, a full Redis only refuses publications; CONFIG SET maxmemory");
        String policy = facts.text("maxmemory_policy");
        if (policy == null || policy.equals("noeviction")) return;
        String mend =
                "what is evicted, subscribers miss and are told as a gap; CONFIG SET maxmemory-policy noeviction, and in its file";
        if (most.isPresent() && most.getAsLong() == 0) risks("maxmemory-policy", policy, "noeviction", mend);
        else breaks("maxmemory-policy", policy, "noeviction", mend);
    }

    private void checkDisk() {
        if ("0".equals(facts.text("aof_enabled")))
            risks(
                    "appendonly",
                    "no",
                    "yes, with appendfsync everysec",
                    "a restart forgets what came since the last snapshot, and subscribers are told a gap; CONFIG SET appendonly yes,"
                            + " and in its file");
    }

    private void checkReplicas(boolean waits) {
        OptionalLong replicas = facts.number("connected_slaves");
        if (replicas.isEmpty()) return;
        if (replicas.getAsLong() == 0 && waits)
            breaks(
                    "the number of replicas",
                    "0",
                    "1 or more, as tidings.redis.acknowledge is replica",
                    "no publication is answered with its id; add a replica, or set TIDINGS_REDIS_ACKNOWLEDGE=primary");
        if (replicas.getAsLong() > 0 && facts.text("min_slaves_good_slaves") == null)
            risks(
                    "min-replicas-to-write",
                    "0",
                    "1",
                    "a primary that is cut off goes on taking publications that a fail-over then loses; CONFIG SET"
                            + " min-replicas-to-write 1, and in its file");
    }

    private void checkConnections() {
        Matcher limit = PUBSUB.matcher(facts.settings().getOrDefault("client-output-buffer-limit", ""));
        if (limit.matches()) checkOutputBuffer(Long.parseLong(limit.group(1)), Long.parseLong(limit.group(2)));
        String timeout = facts.settings().getOrDefault("timeout", "0");
        if (!timeout.equals("0"))
            risks(
                    "timeout",
                    timeout + " seconds",
                    "0",
                    "it cuts connections on which nothing happens to be said; CONFIG SET timeout 0, and in its file");
    }

    /** 0 is no limit. */
    private void checkOutputBuffer(long hard, long soft) {
        if ((hard == 0 || hard >= HARD_LIMIT) && (soft == 0 || soft >= SOFT_LIMIT)) return;
        risks(
                "client-output-buffer-limit pubsub",
                hard / MEGABYTE + "mb " + soft / MEGABYTE + "mb",
                "64mb 32mb 60 or more",
                "a pod that reads too slowly for a moment is cut off; CONFIG SET client-output-buffer-limit \"pubsub 64mb 32mb 60\","
                        + " and in its file");
    }

    private void checkClock(long asked, long answered) {
        OptionalLong micros = facts.number("server_time_usec");
        if (micros.isEmpty()) return;
        long time = micros.getAsLong() / 1_000;
        long skew = Math.max(asked - time, time - answered);
        if (skew > SKEW_MILLIS)
            risks(
                    "the clock",
                    skew + " ms away from this pod's",
                    "the same to the second",
                    "tokens end, and messages are dated, by the clocks of pods; let both follow a time server");
    }

    private void breaks(String what, String found, String wanted, String mend) {
        find(Severity.BREAKS_A_PROMISE, what, found, wanted, mend);
    }

    private void risks(String what, String found, String wanted, String mend) {
        find(Severity.RISK, what, found, wanted, mend);
    }

    private void find(Severity severity, String what, String found, String wanted, String mend) {
        findings.add(new Finding(severity, what + " of Redis " + facts.node(), found, wanted, mend));
    }
}
