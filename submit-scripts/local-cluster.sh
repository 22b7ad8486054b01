#!/usr/bin/env bash
# A real Spark cluster on this machine, from the jars that Maven fetched: a Master and Workers.
#
#   local-cluster.sh start | stop | status
#
# RONDO_WORKERS (2), RONDO_WORKER_CORES (1), RONDO_WORKER_MEMORY (1g), RONDO_MASTER_PORT (17077) and
# RONDO_MASTER_UI_PORT (18080); of the ports the next free one, where not set and taken.
set -euo pipefail
# shellcheck source=submit-scripts/common.sh
source "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/common.sh"

state="$root/target/local-cluster"
host=127.0.0.1

# next_free PORT: prints the first port from there on that nothing listens on.
next_free() {
  local port=$1
  until is_free "$port"; do
    port=$((port + 1))
  done
  printf '%s\n' "$port"
}

# is_ours PID_FILE: true where its process still runs and is a daemon of Spark.
is_ours() {
  ps -p "$(<"$1")" -o args= 2>/dev/null | grep -q 'org\.apache\.spark\.deploy\.'
}

# Prints how many of the daemons that were started still run.
running() {
  local file count=0
  for file in "$state"/*.pid; do
    if [[ -f $file ]] && is_ours "$file"; then
      count=$((count + 1))
    fi
  done
  printf '%s\n' "$count"
}

# daemon NAME CLASS ARGUMENT...: starts it in the background, with pid file and log. It ends where
# its port is taken: by itself it would take the next one, and workers would join another master.
daemon() {
  local name=$1
  shift
  nohup "$java" "${module_options[@]}" -Xmx512m \
    -Dspark.port.maxRetries=0 -Dspark.master.rest.enabled=false -cp "$SPARK_HOME/jars/*" "$@" \
    >"$state/$name.log" 2>&1 </dev/null &
  printf '%s\n' $! >"$state/$name.pid"
}

# Prints how many workers the master calls alive; 0 where it does not answer.
alive_workers() {
  local answer
  answer=$(
    exec 2>/dev/null 3<>"/dev/tcp/$host/$1" || exit 0
    printf 'GET /json/ HTTP/1.0\r\n\r\n' >&3
    cat <&3
  ) || true
  answer=$(grep -o '"aliveworkers" *: *[0-9]*' <<<"$answer") || answer=0
  printf '%s\n' "${answer##*[!0-9]}"
}

start() {
  (($(running) == 0)) || fail 64 "a local cluster is running; see '$0 status', stop it first"
  local workers=${RONDO_WORKERS:-2} port ui url i
  prepare
  use_maven_spark
  rm -rf "$state"
  mkdir -p "$state"
  port=${RONDO_MASTER_PORT:-$(next_free 17077)}
  ui=${RONDO_MASTER_UI_PORT:-$(next_free 18080)}
  is_free "$port" || fail 75 "port $port is taken; set RONDO_MASTER_PORT to a free one"
  is_free "$ui" || fail 75 "port $ui is taken; set RONDO_MASTER_UI_PORT to a free one"
  url="spark://$host:$port"
  printf '%s\n' "$url" >"$state/url"
  printf '%s\n' "$ui" >"$state/ui-port"
  daemon master org.apache.spark.deploy.master.Master --host "$host" --port "$port" --webui-port "$ui"
  await 1 master_is_up
  for ((i = 1; i <= workers; i++)); do
    daemon "worker-$i" org.apache.spark.deploy.worker.Worker --host "$host" --webui-port 0 \
      --cores "${RONDO_WORKER_CORES:-1}" --memory "${RONDO_WORKER_MEMORY:-1g}" \
      --work-dir "$state/work-$i" "$url"
  done
  await $((workers + 1)) workers_are_up "$ui" "$workers"
  printf 'master   %s   (web interface http://%s:%s)\n' "$url" "$host" "$ui"
  printf 'example  submit-scripts/rondo --master %s quickstart\n' "$url"
}

master_is_up() {
  grep -qs 'New state: ALIVE' "$state/master.log"
}

# workers_are_up UI_PORT COUNT
workers_are_up() {
  (($(alive_workers "$1") >= $2))
}

# await DAEMONS CONDITION...: waits a minute for the condition, while that many daemons run.
await() {
  local daemons=$1 i
  shift
  for ((i = 0; i < 120; i++)); do
    ! "$@" || return 0
    (($(running) == daemons)) || break
    sleep 0.5
  done
  stop >/dev/null
  fail 75 "the cluster did not come up; see the logs in $state"
}

stop() {
  local file pid i
  for file in "$state"/*.pid; do
    [[ -f $file ]] || continue
    pid=$(<"$file")
    if is_ours "$file"; then
      kill "$pid" 2>/dev/null || true
      for ((i = 0; i < 40; i++)); do
        kill -0 "$pid" 2>/dev/null || break
        sleep 0.25
      done
      ! is_ours "$file" || kill -9 "$pid" 2>/dev/null || true
      printf 'stopped %s (%s)\n' "$(basename -- "$file" .pid)" "$pid"
    fi
    rm -f "$file"
  done
}

status() {
  (($(running) > 0)) || { printf 'no local cluster\n'; return 1; }
  printf 'master %s, %s workers alive\n' "$(<"$state/url")" "$(alive_workers "$(<"$state/ui-port")")"
}

case ${1:-} in
  start | stop | status) "$1" ;;
  *) fail 64 "expected start, stop or status, got '${1:-}'" ;;
esac
