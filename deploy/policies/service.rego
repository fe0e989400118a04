# What the pods of the service itself must be, and how they go.
package main

service_pod := pod if input.spec.template.metadata.labels["app.kubernetes.io/component"] == "service"

tidings := container if {
	some container in service_pod.containers
	container.name == "tidings"
}

seconds(name) := to_number(trim_suffix(value, "s")) if {
	some variable in tidings.env
	variable.name == name
	value := variable.value
}

pre_stop := object.get(tidings, ["lifecycle", "preStop", "sleep", "seconds"], 0)

deny contains sprintf("%d s are too few to drain: preStop, settle and drain take %d, and the end 3", [given, needed]) if {
	given := service_pod.terminationGracePeriodSeconds
	needed := (pre_stop + seconds("TIDINGS_DRAIN_SETTLE")) + seconds("TIDINGS_DRAIN_TIME")
	given < needed + 3
}

deny contains sprintf("the pod does not say how long it drains: %s", [name]) if {
	some name in ["TIDINGS_DRAIN_SETTLE", "TIDINGS_DRAIN_TIME"]
	tidings
	not seconds(name)
}

deny contains sprintf("%s does not ask the management port", [probe]) if {
	some probe in ["startupProbe", "livenessProbe", "readinessProbe"]
	tidings
	object.get(tidings, [probe, "httpGet", "port"], "") != "management"
}

deny contains sprintf("%s does not ask for health", [probe]) if {
	some probe, path in {"startupProbe": "started", "livenessProbe": "live", "readinessProbe": "ready"}
	tidings
	object.get(tidings, [probe, "httpGet", "path"], "") != sprintf("/q/health/%s", [path])
}

deny contains sprintf("pods are not spread over %s", [key]) if {
	some key in ["topology.kubernetes.io/zone", "kubernetes.io/hostname"]
	service_pod
	not key in {constraint.topologyKey | some constraint in service_pod.topologySpreadConstraints}
}

deny contains "a rollout takes pods away before others are there" if {
	service_pod
	not input.spec.strategy.rollingUpdate.maxUnavailable in [0, "0%"]
}

deny contains "a rollout does not wait between its pods" if {
	service_pod
	object.get(input.spec, "minReadySeconds", 0) < 5
}

deny contains "the autoscaler takes pods away too fast" if {
	input.kind == "HorizontalPodAutoscaler"
	object.get(input.spec, ["behavior", "scaleDown", "stabilizationWindowSeconds"], 0) < 300
}

deny contains "the autoscaler takes more than a few pods away at once" if {
	input.kind == "HorizontalPodAutoscaler"
	some policy in input.spec.behavior.scaleDown.policies
	not few(policy)
}

few(policy) if {
	policy.type == "Pods"
	policy.value <= 10
	policy.periodSeconds >= 60
}

deny contains sprintf("the autoscaler does not look at %s", [metric]) if {
	input.kind == "HorizontalPodAutoscaler"
	some metric in ["tidings_sessions", "tidings_lane_lag_seconds_max"]
	not metric in {each.pods.metric.name | some each in input.spec.metrics}
}

deny contains "the disruption budget allows none or all to go" if {
	input.kind == "PodDisruptionBudget"
	input.spec.maxUnavailable in [0, "0%", "100%"]
}
