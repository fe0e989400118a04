-- Appends one message to the log of its channel and tells it to all who watch.
-- KEYS log pos [idem]  ARGV tag birth body size logTtl posTtl command topic [fingerprint idemTtl renew]
if KEYS[3] then
  local seen = redis.call('GET', KEYS[3])
  if seen then
    if ARGV[11] == 'renew' then
      -- refused or not, the message is there: the error must not say that nothing was executed
      local renewed = redis.pcall('PEXPIRE', KEYS[3], ARGV[10])
      if type(renewed) == 'table' then return redis.error_reply('UNCONFIRMED ' .. renewed.err) end
    end
    return {'seen', seen}
  end
end
local prev = redis.call('GET', KEYS[2])
if not prev then
  local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
  prev = last and last[1] or '0-' .. ARGV[2]
end
-- tags stay strings and offsets are formatted: a Lua number holds 2^53 and prints 14 digits
local id = string.format('%.0f-%s', string.match(prev, '^%d+') + 1, ARGV[1])
-- the first write may be refused (OOM, READONLY, NOREPLICAS); nothing after it can be
if ARGV[4] ~= '0' then
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[4], id, 'p', prev, 'm', ARGV[3])
  redis.call('PEXPIRE', KEYS[1], ARGV[5])
end
redis.call('SET', KEYS[2], id, 'PX', ARGV[6])
if KEYS[3] then redis.call('SET', KEYS[3], id .. ' ' .. ARGV[9], 'PX', ARGV[10]) end
redis.call(ARGV[7], ARGV[8], id .. ' ' .. prev .. ' ' .. ARGV[3])
return {'appended', id}
